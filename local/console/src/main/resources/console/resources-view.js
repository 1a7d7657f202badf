import * as api from "./api.js";
import { copyButton } from "./copy.js";
import { byId, el, panel, say } from "./dom.js";
import { count } from "./format.js";
import { caption, Picture } from "./graph.js";

/** Types of supporting resources, which are hidden at first. */
const BEHIND =
  /^aws:(iam|cloudwatch)\/|^aws:lambda\/permission|^aws:apigatewayv2\/(deployment|integrationResponse|routeResponse)|^aws:apigateway\//;

/** Kinds of services. The picture has a color for each. */
const SERVICES = {
  dynamodb: "data",
  sqs: "data",
  lambda: "compute",
  sfn: "workflow",
  apigatewayv2: "network",
  apigateway: "network",
};

/** Shows the resources that the Pulumi program has provisioned. */
export function resourcesView(root) {
  let ended = false;
  api.resources().then(
    ({ resources }) => {
      if (!ended) {
        show(root, resources);
      }
    },
    (error) => {
      if (!ended) {
        root.append(el("p", { class: "panel problem", role: "alert" }, error.message));
      }
    },
  );
  return () => {
    ended = true;
  };
}

function show(root, registered) {
  // Components only group resources. References are indexes in the list.
  const all = registered.map((resource, i) => ({ ...resource, id: String(i), title: simple(resource.type) }));
  // Sorted, because the order of registration varies.
  const ordered = all.toSorted((a, b) => a.name.localeCompare(b.name) || a.type.localeCompare(b.type));
  const resources = ordered.filter(({ type }) => type.startsWith("aws:"));
  const canvas = el("div", { class: "canvas" });
  const box = el("div", { class: "body" }, el("p", { class: "hint" }, "Choose a resource to see its inputs."));
  const chosen = panel("Resource", { id: "resource", hint: "" }, box);
  const behind = el("input", { type: "checkbox", id: "behind", onchange: draw });
  let picture;

  function draw() {
    const shown = resources.filter(({ type }) => behind.checked || !BEHIND.test(type));
    picture = new Picture(graph(shown, resources), {
      label: "Resources and what they refer to",
      direction: "LR",
      onSelect: select,
    });
    canvas.replaceChildren(picture.element);
    shown.forEach(({ id, type }) => picture.mark(id, { service: SERVICES[type.split(/[:/]/)[1]] ?? "other" }));
    say(
      byId("picture-hint"),
      `${count(shown.length, "resource")} of ${resources.length}; arrows point to referenced resources`,
    );
  }

  function select(id) {
    picture.select(id);
    const resource = all[id];
    say(byId("resource-title"), resource.name);
    say(byId("resource-hint"), resource.type);
    const links = (title, others) =>
      others.length === 0
        ? []
        : [
            el("h3", {}, title),
            el(
              "ul",
              { class: "links" },
              ...others.map((other) =>
                el(
                  "li",
                  {},
                  el("button", { type: "button", class: "link", onclick: () => select(other.id) }, other.name),
                  " ",
                  el("span", { class: "hint" }, other.title),
                ),
              ),
            ),
          ];
    box.replaceChildren(
      el(
        "div",
        { class: "raw-head" },
        el("span", {}, "Inputs"),
        copyButton("the inputs", () => text(resource)),
      ),
      el("pre", { tabindex: "0", "aria-label": "Inputs" }, text(resource)),
      ...links(
        "Refers to",
        resource.refersTo.map((place) => all[place]),
      ),
      ...links(
        "Referred to by",
        all.filter(({ refersTo }) => refersTo.includes(Number(id))),
      ),
    );
  }

  root.append(
    el(
      "div",
      { class: "split" },
      panel(
        "Picture",
        {
          id: "picture",
          hint: "",
          tools: [el("label", { class: "check", for: "behind" }, behind, "Roles, logs and permissions")],
        },
        canvas,
      ),
      chosen,
    ),
    panel(
      "All resources",
      { id: "resources", hint: count(registered.length, "resource") },
      el(
        "div",
        { class: "table-scroller" },
        el(
          "table",
          { class: "list", "aria-labelledby": "resources-title" },
          el("thead", {}, el("tr", {}, ...["Name", "Type", "Inputs"].map((name) => el("th", { scope: "col" }, name)))),
          el(
            "tbody",
            { id: "resources-rows" },
            ...ordered.map((resource) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, resource.name),
                el("td", { class: "mono" }, resource.type),
                el("td", {}, inputs(resource)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
  draw();
}

function inputs(resource) {
  const names = Object.keys(resource.inputs);
  if (names.length === 0) {
    return "";
  }
  const details = el(
    "details",
    {},
    el("summary", { "aria-label": `Inputs of ${resource.name}, ${resource.title}` }, names.join(", ")),
  );
  details.addEventListener(
    "toggle",
    () => details.append(el("pre", { tabindex: "0", "aria-label": "Inputs" }, text(resource))),
    { once: true },
  );
  return details;
}

/** Returns the inputs as text. JSON within strings is shown as JSON. */
function text({ inputs: values }) {
  return JSON.stringify(
    values,
    (name, value) => {
      if (typeof value === "string" && /^\s*[{[]/.test(value)) {
        try {
          return JSON.parse(value);
        } catch {
          return value;
        }
      }
      return value;
    },
    2,
  );
}

function simple(type) {
  return type.slice(type.lastIndexOf(":") + 1).replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}

/** Returns the graph of the shown resources. References through hidden resources are not shown. */
function graph(shown, all) {
  const ids = new Set(shown.map(({ id }) => id));
  return {
    nodes: shown.map(node),
    edges: shown
      .flatMap(({ id, refersTo }) =>
        refersTo
          .map(String)
          .filter((to) => ids.has(to))
          .map((to) => ({ from: id, to })),
      )
      .filter(({ from, to }) => !isImplied(from, to, ids, all)),
  };
}

/** Returns whether an arrow is implied by two others: every resource of an API refers to the API as well. */
function isImplied(from, to, ids, all) {
  const byId = new Map(all.map((resource) => [resource.id, resource]));
  return byId
    .get(from)
    .refersTo.map(String)
    .some((other) => other !== to && ids.has(other) && byId.get(other)?.refersTo.map(String).includes(to));
}

function node({ id, name, title, refersTo }) {
  const { width, height, texts } = caption(name, title, 200);
  return {
    id,
    name: `${name}, ${title}${refersTo.length ? `, refers to ${refersTo.length}` : ""}`,
    width,
    height,
    draw: texts,
  };
}
