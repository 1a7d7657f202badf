import { END, START } from "./machine.js";

/** One visit of a state, with all events from its entry to its exit. */
class Visit {
  events = [];
  exited;
  attempts = 0; // of a task
  failures = 0; // of attempts
  ended = false; // true once a Map's iterations have ended

  constructor(state, entered, iteration) {
    this.state = state;
    this.entered = entered;
    this.iteration = iteration;
  }

  get retries() {
    return Math.max(0, this.attempts - 1);
  }
}

/** One iteration of one visit of a Map. */
class Iteration {
  status = "running";

  constructor(map, index) {
    this.map = map;
    this.index = index;
  }
}

/** Creates the place of an event on its path. */
const at = (visit, iteration, from) => ({ visit, iteration, from });

/**
 * The history of an execution as visits, iterations and ways between states.
 *
 * Events name the event that they follow, but not the state that they belong to. Each event is
 * therefore placed where its predecessor is. Iterations of a Map follow the start of the Map or the end
 * of another iteration.
 */
export class History {
  visits = [];
  iterations = [];
  ways = []; // {from, to, iteration}
  executionEvents = [];

  #places = new Map([[0, at()]]);
  #status;

  /**
   * @param {Array<object>} events from the API
   * @param {string} status of the execution
   */
  constructor(events, status) {
    this.#status = status;
    for (const event of events) {
      const before = this.#places.get(event.previousId) ?? at();
      this.#places.set(event.id, this.#take(event, before));
    }
    for (const visit of this.visits) {
      visit.status = this.#statusOf(visit);
    }
  }

  /** Returns the visits of a state within the chosen iterations. */
  of(state, isChosen = () => true) {
    return this.visits.filter((visit) => visit.state === state && isChosen(visit));
  }

  #take(event, before) {
    const { type, details } = event;
    if (type.startsWith("Execution")) {
      this.executionEvents.push(event);
      if (type === "ExecutionSucceeded" && before.from) {
        this.ways.push({ from: before.from.state, to: END });
      }
      return before;
    }
    if (type.endsWith("StateEntered")) {
      return this.#enter(event, before);
    }
    if (type.endsWith("StateExited")) {
      const visit = climb(before, (found) => found.state === details.name);
      visit.exited = event;
      visit.events.push(event);
      return at(undefined, visit.iteration, visit);
    }
    if (type === "MapIterationStarted") {
      const map = climb(before, (found) => found.state === details.name && !found.exited);
      const iteration = new Iteration(map, details.index);
      this.iterations.push(iteration);
      map.events.push(event);
      return at(undefined, iteration);
    }
    if (type.startsWith("MapIteration")) {
      return this.#endIteration(event, before);
    }
    if (/^(Map|Parallel)State(Succeeded|Failed)$/.test(type)) {
      const visit = climb(before, (found) => !found.exited && !found.ended && isForking(found));
      visit.ended = true;
      visit.failures += type.endsWith("Failed") ? 1 : 0;
      visit.events.push(event);
      return at(visit, visit.iteration);
    }
    before.visit?.events.push(event);
    tally(event, before.visit);
    return before;
  }

  #enter(event, { iteration, from }) {
    const visit = new Visit(event.details.name, event, iteration);
    visit.events.push(event);
    this.visits.push(visit);
    this.ways.push({ from: from?.state ?? START, to: visit.state, iteration });
    return at(visit, iteration);
  }

  #endIteration(event, before) {
    const { name, index } = event.details;
    const iteration = this.iterations.findLast(
      (found) => found.map.state === name && found.index === index && found.status === "running",
    );
    if (!iteration) {
      return before;
    }
    iteration.status = { Succeeded: "succeeded", Failed: "failed", Aborted: "aborted" }[
      event.type.slice("MapIteration".length)
    ];
    iteration.map.events.push(event);
    return at(iteration.map, iteration.map.iteration);
  }

  #statusOf(visit) {
    if (visit.exited) {
      return visit.failures > 0 && visit.failures === Math.max(visit.attempts, 1) ? "caught" : "succeeded";
    }
    const last = visit.iteration ? visit.iteration.status : this.#status.toLowerCase();
    if (last === "running") {
      return "running";
    }
    const failed = last === "failed" && (visit.failures > 0 || this.#isLast(visit));
    return failed ? "failed" : "aborted";
  }

  /** Returns whether a visit is the last of its iteration. A state may fail without an event of its own. */
  #isLast(visit) {
    return this.visits.findLast(({ iteration }) => iteration === visit.iteration) === visit;
  }
}

const isForking = ({ entered }) => /^(Map|Parallel)/.test(entered.type);

function tally({ type }, visit) {
  if (visit && /^(Task|LambdaFunction)Scheduled$/.test(type)) {
    visit.attempts++;
  } else if (visit && /^(Task|LambdaFunction)(Failed|TimedOut)$/.test(type)) {
    visit.failures++;
  }
}

/** Returns the innermost visit around a place that meets a condition. */
function climb({ visit, iteration, from }, isMeant) {
  for (let found = visit ?? iteration?.map ?? from; found; found = found.iteration?.map) {
    if (isMeant(found)) {
      return found;
    }
  }
  throw new Error("The history has an event of a state that was not entered.");
}

/** Returns the worst status of visits; `undefined` for none. */
export function statusOf(visits) {
  return ["running", "failed", "caught", "aborted", "succeeded"].find((status) =>
    visits.some((visit) => visit.status === status),
  );
}
