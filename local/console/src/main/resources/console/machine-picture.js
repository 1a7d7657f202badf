import { el, svg } from "./dom.js";
import { duration } from "./format.js";
import { caption, Picture } from "./graph.js";
import { statusOf } from "./history.js";
import { END, START } from "./machine.js";
import { iconParts, statusIcon, statusWords } from "./status.js";

const NAME_WIDTH = 136;
const ICON = 26; // including its padding
// Long enough for most visits, so that no box has to grow.
const MEASURED = "Choice · 999 ms";

/** The picture of a state machine with the path of an execution. */
export class MachinePicture {
  #picture;
  #level;

  /**
   * @param {import("./machine.js").Level} level
   * @param {function(string)} onSelect called with the name of a state
   */
  constructor(level, name, onSelect) {
    this.#level = level;
    this.#picture = new Picture(graph(level), { label: `State machine ${name}`, onSelect });
    this.element = el("div", { class: "canvas" }, this.#picture.element, legend());
  }

  select(state) {
    this.#picture.select(state);
  }

  show(history, isChosen) {
    const ways = history.ways.filter(isChosen);
    this.#showLevel(this.#level, history, isChosen, new Set(ways.map(({ from, to }) => `${from}\n${to}`)));
  }

  #showLevel({ nodes, edges }, history, isChosen, taken) {
    for (const { id, type, inner } of nodes) {
      if (id !== START && id !== END) {
        this.#showState(id, type, history.of(id, isChosen));
      }
      if (inner) {
        this.#showLevel(inner, history, isChosen, taken);
      }
    }
    for (const { from, to } of edges) {
      this.#picture.markEdge(from, to, "taken", taken.has(`${from}\n${to}`) ? "" : undefined);
    }
  }

  #showState(id, type, visits) {
    const status = statusOf(visits);
    const retries = visits.reduce((sum, visit) => sum + visit.retries, 0);
    const times = visits.length > 1 ? [`${visits.length} times`] : [];
    const again = retries > 0 ? [retries === 1 ? "1 retry" : `${retries} retries`] : [];
    const meta = [type, ...(visits.length > 1 ? [`× ${visits.length}`] : took(visits)), ...again];
    this.#picture.part(id, "meta").textContent = meta.join(" · ");
    const icon = this.#picture.part(id, "status-icon");
    if (icon.dataset.status !== status) {
      icon.dataset.status = status ?? "";
      icon.replaceChildren(...iconParts(status));
    }
    this.#picture.mark(id, { status, name: [id, type, statusWords(status), ...times, ...again].join(", ") });
  }
}

function took([visit]) {
  return visit?.exited ? [duration(new Date(visit.exited.at) - new Date(visit.entered.at))] : [];
}

function graph({ nodes, edges }) {
  return { nodes: nodes.map(node), edges };
}

function node({ id, type, inner }) {
  if (id === START || id === END) {
    return {
      id,
      name: type,
      plain: true,
      width: 52,
      height: 26,
      draw: ({ width }) => [svg("text", { class: "terminal", x: width / 2, y: 17 }, type)],
    };
  }
  const { width, height, texts } = caption(id, MEASURED, inner ? 400 : NAME_WIDTH);
  return {
    id,
    name: id,
    inner: inner && graph(inner),
    width: width + ICON,
    height,
    draw: ({ width: drawn }) => [...texts(), statusIcon(undefined, { transform: `translate(${drawn - ICON} 8)` })],
  };
}

function legend() {
  const entries = ["succeeded", "caught", "failed", "running", "aborted", ""];
  return el(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    ...entries.map((status) =>
      el(
        "li",
        { class: "status", "data-status": status },
        svg(
          "svg",
          { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
          status ? statusIcon(status) : svg("rect", { x: 1, y: 1, width: 14, height: 14, rx: 3, class: "none" }),
        ),
        statusWords(status),
      ),
    ),
  );
}
