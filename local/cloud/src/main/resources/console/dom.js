/**
 * Makes an element. Strings among the children become text, never markup.
 *
 * @param {string} tag
 * @param {Object<string, string|boolean|Function>} attributes `on…` adds a listener; `false` leaves
 *     an attribute out
 * @param {...(Node|string)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);
