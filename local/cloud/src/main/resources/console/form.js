import { deleteItem, putItem } from "./api.js";
import { TYPES } from "./attributes.js";
import { byId, el } from "./dom.js";

const KEY_HINTS = { S: "string", N: "number", B: "binary, in base64" };
const FREE_TYPES = ["S", "N", "BOOL", "NULL", "JSON"];

/** Puts and deletes items of the source table. */
export class ItemForm {
  #form = byId("form");
  #key;
  #attributes = byId("form-attributes");
  #result = byId("result");
  #number = 0;

  /**
   * @param {{name: string, key: Array<{name: string, type: string}>}} table
   * @param {function(object)} onItem told of the item whenever what was typed makes one
   */
  constructor(table, onItem) {
    byId("table-name").textContent = table.name;
    this.#key = table.key.map((attribute, i) => keyField(attribute, i));
    byId("form-key").replaceChildren(...this.#key.map((field) => field.element));
    byId("add").addEventListener("click", () => this.#addAttribute().focus());
    byId("delete").addEventListener("click", () => this.#delete());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#put();
    });
    const changed = () => {
      try {
        onItem(this.#item());
      } catch {
        // not an item yet
      }
    };
    for (const event of ["input", "change", "click"]) {
      this.#form.addEventListener(event, changed);
    }
    this.#addAttribute();
    changed();
  }

  #addAttribute() {
    this.#number += 1;
    const label = (what) => `Attribute ${this.#number}: ${what}`;
    const name = el("input", { class: "mono", placeholder: "name", "aria-label": label("name"), spellcheck: "false" });
    const type = el("select", { "aria-label": label("type") }, ...FREE_TYPES.map((t) => el("option", {}, t)));
    const value = el("span", { class: "slot" });
    const line = el("div", { class: "attribute" }, name, type, value);
    const remove = el("button", {
      type: "button", class: "remove", "aria-label": label("remove"), title: "Remove", onclick: () => {
        line.remove();
        byId("add").focus();
      },
    }, "×");
    line.append(remove);
    const valueLabel = label("value");
    const show = () => {
      line.dataset.type = type.value;
      value.replaceChildren(valueField(type.value, valueLabel));
    };
    type.addEventListener("change", show);
    show();
    this.#attributes.append(line);
    return name;
  }

  #put() {
    return this.#send(this.#item.bind(this), putItem, "Put. The change is on its way.");
  }

  #delete() {
    if (this.#form.reportValidity()) {
      this.#send(this.#keyOnly.bind(this), deleteItem, "Deleted, if it was there.");
    }
  }

  async #send(read, call, done) {
    const buttons = [byId("put"), byId("delete")];
    this.#show("", "");
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    try {
      await call(read());
      this.#show("done", done);
    } catch (error) {
      this.#show("error", error.message, error.code ?? "Not sent");
    } finally {
      buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    }
  }

  #show(state, text, title) {
    this.#result.dataset.state = state;
    this.#result.replaceChildren(...(title ? [el("strong", {}, title), " "] : []), text);
  }

  #keyOnly() {
    return Object.fromEntries(this.#key.map(({ name, type, input }) => [name, TYPES[type](input.value)]));
  }

  #item() {
    const item = this.#keyOnly();
    for (const line of this.#attributes.children) {
      const [name, type] = line.querySelectorAll("input, select");
      const value = line.querySelector(".slot").firstElementChild.value ?? "";
      if (name.value === "" && value !== "" && type.value !== "BOOL") {
        throw new Error(`The attribute with the value ${value} has no name.`);
      }
      if (name.value !== "") {
        if (Object.hasOwn(item, name.value)) {
          throw new Error(`There are two attributes ${name.value}.`);
        }
        Object.defineProperty(item, name.value,
            { value: TYPES[type.value](value), enumerable: true, configurable: true, writable: true });
      }
    }
    return item;
  }
}

function keyField({ name, type }, index) {
  const role = index === 0 ? "partition key" : "sort key";
  const input = el("input", { id: `key-${index}`, class: "mono", required: true, spellcheck: "false" });
  const label = el("label", { for: `key-${index}` },
      el("span", { class: "mono" }, name), el("span", { class: "hint" }, `${role}, ${KEY_HINTS[type]}`));
  return { name, type, input, element: el("div", { class: "field" }, label, input) };
}

function valueField(type, label) {
  switch (type) {
    case "BOOL":
      return el("select", { "aria-label": label }, el("option", {}, "true"), el("option", {}, "false"));
    case "NULL":
      return el("span", { class: "null" }, "null");
    case "JSON":
      return el("textarea", {
        class: "mono", rows: "3", "aria-label": label, spellcheck: "false", placeholder: '{"a": 1} or [1, 2]',
      });
    default:
      return el("input", {
        class: "mono", placeholder: "value", "aria-label": label, spellcheck: "false",
        inputmode: type === "N" ? "decimal" : "text",
      });
  }
}
