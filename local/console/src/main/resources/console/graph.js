import "./dagre.js";
import { svg } from "./dom.js";

const NAME_FONT = "600 13px";
const META_FONT = "11.5px";
const LINE = 16;
const HEADER = 44; // of a node with inner nodes
const PADDING = 12;
const GAP = { TB: { nodesep: 18, ranksep: 32, edgesep: 10 }, LR: { nodesep: 16, ranksep: 24, edgesep: 12 } };

/**
 * @typedef {{id: string, width: number, height: number, draw: function(): Array<Node>, name: string,
 *     inner?: Graph, plain?: boolean}} GraphNode `draw` creates its contents, in coordinates of the
 *     node; a plain node can't be selected
 * @typedef {{from: string, to: string, kind?: string, label?: string}} GraphEdge
 * @typedef {{nodes: Array<GraphNode>, edges: Array<GraphEdge>}} Graph
 */

/** Smallest scale: names shrink from 13 pixels to no less than 11. */
const SMALLEST_SCALE = 0.86;

/**
 * A picture of a graph whose nodes are buttons. The layout is computed once; later only attributes
 * change.
 */
export class Picture {
  #nodes = new Map(); // elements by id
  #edges = new Map(); // elements by both ids
  #selected;
  #onSelect;

  /**
   * @param {Graph} graph
   * @param {{label: string, direction?: "TB"|"LR", onSelect: function(string)}} options
   */
  constructor(graph, { label, direction = "TB", onSelect }) {
    this.#onSelect = onSelect;
    const { width, height, nodes, edges } = layout(graph, direction);
    this.width = width;
    this.height = height;
    const outer = nodes.filter(({ node }) => node.inner).map((placed) => this.#node(placed));
    const inner = nodes.filter(({ node }) => !node.inner).map((placed) => this.#node(placed));
    this.element = svg(
      "svg",
      {
        class: "picture",
        role: "group",
        "aria-label": label,
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
      },
      arrowheads(),
      svg("g", {}, ...outer),
      svg("g", { "aria-hidden": "true" }, ...edges.map((placed) => this.#edge(placed))),
      svg("g", {}, ...inner),
    );
    // Keeps names legible: a picture that is wider than its panel scrolls.
    this.element.style.minWidth = `${Math.ceil(width * SMALLEST_SCALE)}px`;
  }

  /** Sets attributes of a node. `name` is its accessible name. */
  mark(id, { name, ...attributes }) {
    const element = this.#nodes.get(id);
    if (name) {
      set(element, "aria-label", name);
    }
    Object.entries(attributes).forEach(([attribute, value]) => set(element, `data-${attribute}`, value));
  }

  /** Returns the element with a class within a node. */
  part(id, name) {
    return this.#nodes.get(id).querySelector(`.${name}`);
  }

  markEdge(from, to, attribute, value) {
    const element = this.#edges.get(key(from, to));
    if (element) {
      set(element, `data-${attribute}`, value);
    }
  }

  select(id) {
    for (const [old, pressed] of [
      [this.#selected, "false"],
      [id, "true"],
    ]) {
      this.#nodes.get(old)?.setAttribute("aria-pressed", pressed);
    }
    this.#selected = id;
  }

  #node({ node, x, y, width, height }) {
    const element = svg(
      "g",
      { class: node.inner ? "node container" : "node", transform: `translate(${x} ${y})`, "data-id": node.id },
      svg("rect", { class: "box", width, height, rx: 8 }),
      ...node.draw({ width, height }),
    );
    if (!node.plain) {
      const select = () => this.#onSelect(node.id);
      for (const [name, value] of Object.entries({
        role: "button",
        tabindex: 0,
        "aria-pressed": "false",
        "aria-label": node.name,
      })) {
        element.setAttribute(name, value);
      }
      element.addEventListener("click", select);
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          select();
        }
      });
    }
    this.#nodes.set(node.id, element);
    return element;
  }

  #edge({ edge, points, label }) {
    const element = svg(
      "g",
      { class: "edge", "data-kind": edge.kind ?? "next" },
      svg("path", { d: curve(points), "marker-end": "url(#arrow)" }),
      ...(label ? [svg("text", { class: "edge-label", x: label.x, y: label.y }, edge.label)] : []),
    );
    this.#edges.set(key(edge.from, edge.to), element);
    return element;
  }
}

const key = (from, to) => `${from}\n${to}`;

function set(element, attribute, value) {
  if (value === undefined) {
    element.removeAttribute(attribute);
  } else if (element.getAttribute(attribute) !== String(value)) {
    element.setAttribute(attribute, value);
  }
}

function arrowheads() {
  return svg(
    "defs",
    {},
    svg(
      "marker",
      {
        id: "arrow",
        viewBox: "0 0 8 8",
        refX: 7,
        refY: 4,
        markerWidth: 7,
        markerHeight: 7,
        orient: "auto-start-reverse",
        markerUnits: "userSpaceOnUse",
      },
      svg("path", { class: "arrowhead", d: "M0 0L8 4L0 8Z" }),
    ),
  );
}

/** Lays out a graph. Inner graphs come first, because they determine the size of their node. */
function layout({ nodes, edges }, direction) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: direction, marginx: PADDING, marginy: PADDING, ...GAP[direction] });
  graph.setDefaultEdgeLabel(() => ({}));
  const inner = new Map(nodes.filter((node) => node.inner).map((node) => [node.id, layout(node.inner, direction)]));
  for (const node of nodes) {
    const size = inner.get(node.id);
    graph.setNode(
      node.id,
      size
        ? { width: Math.max(size.width, node.width), height: size.height + HEADER }
        : { width: node.width, height: node.height },
    );
  }
  for (const edge of edges) {
    graph.setEdge(
      edge.from,
      edge.to,
      edge.label ? { width: edge.label.length * 6 + 8, height: 14, labelpos: "c" } : {},
    );
  }
  dagre.layout(graph);
  const placed = { ...sizeOf(graph), nodes: [], edges: [] };
  for (const node of nodes) {
    const { x, y, width, height } = graph.node(node.id);
    const left = x - width / 2;
    const top = y - height / 2;
    placed.nodes.push({ node, x: left, y: top, width, height });
    const size = inner.get(node.id);
    if (size) {
      const dx = left + (width - size.width) / 2;
      const dy = top + HEADER - PADDING / 2;
      placed.nodes.push(...size.nodes.map((at) => ({ ...at, x: at.x + dx, y: at.y + dy })));
      placed.edges.push(...size.edges.map((at) => moved(at, dx, dy)));
    }
  }
  for (const edge of edges) {
    const { points, x, y } = graph.edge(edge.from, edge.to);
    placed.edges.push({ edge, points, label: edge.label ? { x, y } : undefined });
  }
  return placed;
}

/** Returns the size of a graph including its edges, which dagre ignores. */
function sizeOf(graph) {
  const { width, height } = graph.graph();
  const points = graph.edges().flatMap((edge) => graph.edge(edge).points);
  return {
    width: Math.ceil(Math.max(width, ...points.map(({ x }) => x + PADDING))),
    height: Math.ceil(Math.max(height, ...points.map(({ y }) => y + PADDING))),
  };
}

const moved = ({ edge, points, label }, dx, dy) => ({
  edge,
  points: points.map(({ x, y }) => ({ x: x + dx, y: y + dy })),
  label: label && { x: label.x + dx, y: label.y + dy },
});

/** Returns a path through the midpoints between points, which turns corners into curves. */
function curve(points) {
  const middle = (a, b) => `${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2)}`;
  const [first, ...rest] = points;
  const last = rest.at(-1);
  const turns = rest
    .slice(0, -1)
    .map(
      (point, i) =>
        `Q${round(point.x)} ${round(point.y)} ${i === rest.length - 2 ? `${round(last.x)} ${round(last.y)}` : middle(point, rest[i + 1])}`,
    );
  return `M${round(first.x)} ${round(first.y)}${turns.length ? turns.join("") : `L${round(last.x)} ${round(last.y)}`}`;
}

const round = (value) => Math.round(value * 10) / 10;

/**
 * Returns the caption of a node: its name, broken between words, and a line below.
 *
 * @param {number} most width of a line of the name in pixels, unless a word is longer
 * @returns {{width: number, height: number, texts: function(): Array<Node>}} texts with padding; the
 *     line below has the class `meta`
 */
export function caption(name, meta, most) {
  const broken = lines(name, most);
  return {
    width: Math.ceil(Math.max(...broken.map((line) => measure(line, NAME_FONT)), measure(meta, META_FONT))) + 24,
    height: 14 + LINE * (broken.length + 1),
    texts: () => [
      ...broken.map((line, i) => svg("text", { class: "name", x: 12, y: 20 + i * LINE }, line)),
      svg("text", { class: "meta", x: 12, y: 20 + broken.length * LINE }, meta),
    ],
  };
}

function lines(text, most) {
  const broken = [""];
  for (const word of text.split(" ")) {
    const line = broken.at(-1);
    if (line && measure(`${line} ${word}`, NAME_FONT) > most) {
      broken.push(word);
    } else {
      broken[broken.length - 1] = line ? `${line} ${word}` : word;
    }
  }
  return broken;
}

const pencil = document.createElement("canvas").getContext("2d");

/** Measures a text in pixels, in the font that the browser uses. */
function measure(text, font) {
  pencil.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  return pencil.measureText(text).width;
}
