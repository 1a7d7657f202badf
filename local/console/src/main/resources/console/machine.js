/**
 * A state machine's definition as a graph.
 *
 * @typedef {{nodes: Array<MachineNode>, edges: Array<MachineEdge>}} Level states that can follow each
 *     other; the outermost has a start and an end besides
 * @typedef {{id: string, type: string, state?: object, inner?: Level}} MachineNode `inner` for what a
 *     Map or Parallel runs
 * @typedef {{from: string, to: string, kind: "next"|"catch", label: string}} MachineEdge
 */

/** Names of states have at least one letter, so these are none. */
export const START = "▶";
export const END = "■";

/** @returns {Level} */
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

/** Every state by its name, those within Maps too: a name is used once in a definition. */
export function allStates(definition) {
  return Object.entries(definition.States).flatMap(([name, state]) =>
    [[name, state], ...processors(state).flatMap(allStates)]);
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

/** One for each target: where several lead to the same, the plain one is told. */
function transitions({ Next, Choices = [], Default, Catch = [] }) {
  const all = [
    ...(Next ? [{ to: Next, kind: "next", label: "" }] : []),
    ...Choices.map((choice) => ({ to: choice.Next, kind: "next", label: "" })),
    ...(Default ? [{ to: Default, kind: "next", label: "default" }] : []),
    ...Catch.map((catcher) => ({ to: catcher.Next, kind: "catch", label: "catch" })),
  ];
  return all.filter(({ to }, i) => all.findIndex((other) => other.to === to) === i);
}
