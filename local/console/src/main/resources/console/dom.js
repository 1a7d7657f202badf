const SVG = "http://www.w3.org/2000/svg";

/**
 * Creates an element. Strings among the children become text, never markup.
 *
 * @param {string} tag
 * @param {Object<string, string|number|boolean|Function>} attributes `on…` adds a listener; `false` and
 *     `undefined` omit an attribute
 * @param {...(Node|string)} children
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Creates an SVG element in the same way. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets the text of an element if it differs. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Creates a panel with a heading, which labels it for screen readers. */
export function panel(heading, { id, tools = [], hint } = {}, ...children) {
  const title = el("h2", { id: `${id}-title` }, heading);
  return el(
    "section",
    { class: "panel", id, "aria-labelledby": `${id}-title` },
    el(
      "header",
      { class: "panel-head" },
      title,
      ...(hint === undefined ? [] : [el("p", { class: "hint", id: `${id}-hint` }, hint)]),
      ...(tools.length ? [el("div", { class: "tools" }, ...tools)] : []),
    ),
    ...children,
  );
}
