/**
 * The definition of a state machine as a graph.
 *
 * @typedef {{nodes: Array<MachineNode>, edges: Array<MachineEdge>}} Level states that can follow each
 *     other; the outermost level also has a start and an end
 * @typedef {{id: string, type: string, state?: object, inner?: Level}} MachineNode `inner` has the
 *     states within a Map or Parallel
 * @typedef {{from: string, to: string, kind: "next"|"catch", label: string}} MachineEdge
 */

/**
 * Ids of the start and the end. They collide with no state, because names of states have at least one
 * letter.
 */
export const START = "▶";
export const END = "■";

/**
 * Converts a definition to a graph.
 *
 * @returns {Level}
 */
export function machine(definition) {
  const level = states(definition);
  level.nodes.unshift({ id: START, type: "Start" });
  level.nodes.push({ id: END, type: "End" });
  level.edges.unshift({ from: START, to: definition.StartAt, kind: "next", label: "" });
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.End || state.Type === "Succeed") {
      level.edges.push({ from: name, to: END, kind: "next", label: "" });
    }
  }
  return level;
}

/** Returns all states with their names, also those within Maps. Names are unique in a definition. */
export function allStates(definition) {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    [name, state],
    ...processors(state).flatMap(allStates),
  ]);
}

function states(...definitions) {
  const entries = definitions.flatMap(({ States }) => Object.entries(States));
  return {
    nodes: entries.map(([id, state]) => {
      const inner = processors(state);
      return { id, type: state.Type, state, inner: inner.length ? states(...inner) : undefined };
    }),
    edges: entries.flatMap(([from, state]) => transitions(state).map((edge) => ({ from, ...edge }))),
  };
}

const processors = ({ ItemProcessor, Iterator, Branches = [] }) =>
  [ItemProcessor ?? Iterator, ...Branches].filter(Boolean);

/** Returns one transition for each target. If several lead to the same state, the plain one wins. */
function transitions({ Next, Choices = [], Default, Catch = [] }) {
  const all = [
    ...(Next ? [{ to: Next, kind: "next", label: "" }] : []),
    ...Choices.map((choice) => ({ to: choice.Next, kind: "next", label: "" })),
    ...(Default ? [{ to: Default, kind: "next", label: "default" }] : []),
    ...Catch.map((catcher) => ({ to: catcher.Next, kind: "catch", label: "catch" })),
  ];
  return all.filter(({ to }, i) => all.findIndex((other) => other.to === to) === i);
}
