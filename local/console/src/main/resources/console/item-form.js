import { ApiError, putItem } from "./api.js";
import { attribute, isLong, TYPES } from "./attributes.js";
import { blamed } from "./blame.js";
import { byId, el, panel, say } from "./dom.js";
import { shortened } from "./format.js";

const KEY_HINTS = { S: "string", N: "number", B: "binary, in base64" };
const FIELDS = "fields";
const JSON_TEXT = "json";

/** An invalid value in `field`. */
class FieldError extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/** The form that puts a new item or edits an existing one, with types. */
export class ItemForm {
  #onPut;
  #number = 0;
  #key;
  #attributes = el("div", { id: "form-attributes" });
  #fields;
  #json = el("textarea", {
    id: "item-json",
    class: "mono",
    rows: 16,
    spellcheck: "false",
    "aria-label": "Item in DynamoDB JSON",
  });
  #result = el("p", { class: "result", id: "result", role: "status" });
  #mode = FIELDS;

  /**
   * @param {{name: string, key: Array<{name: string, type: string}>}} table
   * @param {function()} onPut
   */
  constructor(table, onPut) {
    this.#onPut = onPut;
    this.#key = table.key.map(keyField);
    this.#fields = el(
      "div",
      {},
      ...this.#key.map(({ element }) => element),
      el(
        "fieldset",
        {},
        el("legend", {}, "Attributes"),
        this.#attributes,
        el(
          "button",
          { type: "button", class: "quiet", id: "add", onclick: () => this.#add().name.focus() },
          "Add attribute",
        ),
      ),
    );
    const form = el(
      "form",
      {
        class: "body",
        id: "form",
        autocomplete: "off",
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          this.#put();
        },
      },
      this.#modes(),
      this.#fields,
      el("div", { hidden: true, id: "json-field", class: "field" }, this.#json),
      el(
        "div",
        { class: "actions" },
        el("button", { type: "submit", class: "primary", id: "put" }, "Put item"),
        el("button", { type: "button", class: "quiet", id: "new", onclick: () => this.#clear() }, "New item"),
      ),
      this.#result,
    );
    this.element = panel("New item", { id: "item" }, form);
    this.#add();
  }

  /** Fills the form with an item. Its key becomes read-only. */
  edit(item) {
    this.#clear();
    say(byId("item-title"), "Edit item");
    this.#fill(item);
    this.#lock(true);
    if (this.#mode === JSON_TEXT) {
      this.#json.value = JSON.stringify(item, null, 2);
    }
    this.element.scrollIntoView({ block: "nearest" });
    (this.#mode === JSON_TEXT
      ? this.#json
      : (this.#attributes.querySelector("textarea, .slot input, .slot select") ?? byId("add"))
    ).focus();
  }

  #clear() {
    say(byId("item-title"), "New item");
    this.#lock(false);
    this.#key.forEach(({ input }) => {
      input.value = "";
    });
    this.#attributes.replaceChildren();
    this.#add();
    this.#json.value = "";
    this.#say("", "");
    if (this.#mode === JSON_TEXT) {
      this.#showJson();
    }
    this.#key[0].input.focus();
  }

  #lock(locked) {
    this.#key.forEach(({ input }) => {
      input.readOnly = locked;
    });
  }

  #modes() {
    const radio = (value, text) =>
      el(
        "label",
        { class: "check" },
        el("input", {
          type: "radio",
          name: "mode",
          value,
          checked: value === this.#mode,
          onchange: () => this.#switch(value),
        }),
        text,
      );
    return el(
      "div",
      { class: "modes", role: "radiogroup", "aria-label": "Enter the item as" },
      radio(FIELDS, "Fields"),
      radio(JSON_TEXT, "DynamoDB JSON"),
    );
  }

  /** Switches between fields and JSON and converts the input, unless it is invalid. */
  #switch(mode) {
    try {
      if (mode === JSON_TEXT) {
        this.#showJson();
      } else {
        this.#fill(this.#fromJson());
      }
      this.#say("", "");
    } catch (error) {
      this.element.querySelector(`input[value=${this.#mode}]`).checked = true;
      this.#fail(error);
      return;
    }
    this.#mode = mode;
    this.#fields.hidden = mode === JSON_TEXT;
    byId("json-field").hidden = mode === FIELDS;
  }

  #showJson() {
    this.#json.value = JSON.stringify(this.#fromFields(), null, 2);
  }

  #fill(item) {
    this.#key.forEach(({ name, type, input }) => {
      input.value = item[name]?.[type] ?? "";
    });
    const names = this.#key.map(({ name }) => name);
    this.#attributes.replaceChildren();
    for (const [name, value] of Object.entries(item)) {
      if (!names.includes(name)) {
        const [[type, inner]] = Object.entries(value);
        this.#add(name, type, TYPES[type]?.read(inner) ?? "");
      }
    }
  }

  #add(nameText = "", typeText = "S", valueText = "") {
    this.#number += 1;
    const label = (part) => `Attribute ${this.#number}: ${part}`;
    const valueLabel = label("value");
    const name = el("input", { class: "mono", placeholder: "name", "aria-label": label("name"), spellcheck: "false" });
    const type = el(
      "select",
      { "aria-label": label("type") },
      ...Object.entries(TYPES).map(([value, { label: text }]) =>
        el("option", { value, selected: value === typeText }, text),
      ),
    );
    const slot = el("span", { class: "slot" });
    const remove = el(
      "button",
      {
        type: "button",
        class: "remove",
        "aria-label": label("remove"),
        title: "Remove",
        onclick: () => {
          line.remove();
          byId("add").focus();
        },
      },
      "×",
    );
    const line = el("div", { class: "attribute" }, name, type, slot, remove);
    const show = (text) => {
      line.classList.toggle("long", isLong(type.value));
      slot.replaceChildren(valueField(type.value, valueLabel));
      if (text !== "") {
        slot.firstElementChild.value = text;
      }
    };
    name.value = nameText;
    type.addEventListener("change", () => show(""));
    show(valueText);
    this.#attributes.append(line);
    return { name };
  }

  #fromFields() {
    const item = {};
    for (const { name, type, input } of this.#key) {
      item[name] = { [type]: type === "S" ? input.value : input.value.trim() };
    }
    for (const line of this.#attributes.children) {
      const [name, type] = line.querySelectorAll("input, select");
      const field = line.querySelector(".slot").firstElementChild;
      const value = field.value ?? "";
      if (name.value === "" && value !== "" && type.value !== "BOOL") {
        throw new FieldError(name, `The attribute with the value ${shortened(value, 40)} has no name.`);
      }
      if (name.value !== "") {
        if (Object.hasOwn(item, name.value)) {
          throw new FieldError(name, `There are two attributes ${name.value}.`);
        }
        define(item, name.value, this.#written(field, type.value, value));
      }
    }
    return item;
  }

  #written(field, type, value) {
    try {
      return attribute(type, value);
    } catch (error) {
      throw error instanceof SyntaxError ? new FieldError(field, error.message) : error;
    }
  }

  #fromJson() {
    let item;
    try {
      item = JSON.parse(this.#json.value);
    } catch (error) {
      throw new FieldError(this.#json, `Invalid JSON: ${error.message}`);
    }
    for (const [name, value] of Object.entries(item ?? {})) {
      if (typeof value !== "object" || value === null || Object.keys(value).length !== 1) {
        throw new FieldError(this.#json, `${name}: must be an object with one type, such as {"S": "94103"}.`);
      }
    }
    return item;
  }

  async #put() {
    const button = byId("put");
    this.#say("", "");
    button.setAttribute("aria-disabled", "true");
    try {
      await putItem(this.#mode === JSON_TEXT ? this.#fromJson() : this.#fromFields());
      this.#say("done", "Saved. The change is on its way.");
      this.#onPut();
    } catch (error) {
      this.#fail(error);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  #fail(error) {
    if (error instanceof FieldError) {
      this.#say("error", error.message, "Not sent", error.field);
    } else if (error instanceof ApiError) {
      this.#say("error", error.message, error.code, this.#fieldOf(error));
    } else {
      throw error;
    }
  }

  /** Returns the field that an error of the API is about, if known. */
  #fieldOf({ message }) {
    if (this.#mode === JSON_TEXT) {
      return this.#json;
    }
    const fields = [
      ...this.#key,
      ...[...this.#attributes.children].map((line) => {
        const [name, type] = line.querySelectorAll("input, select");
        return { name: name.value, type: type.value, input: line.querySelector(".slot").firstElementChild };
      }),
    ];
    return fields[
      blamed(
        message,
        fields.map(({ name, type, input }) => ({ name, type, value: input.value ?? "" })),
      )
    ]?.input;
  }

  /** Shows a message. With a field, the message appears beside it and becomes its description. */
  #say(state, text, title, field) {
    this.element.querySelectorAll("[aria-invalid]").forEach((old) => {
      old.removeAttribute("aria-invalid");
      old.removeAttribute("aria-describedby");
    });
    byId("field-error")?.remove();
    if (field?.isConnected && field.matches("input, select, textarea")) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", "field-error");
      const line = field.closest(".attribute, .field");
      line.append(
        el("p", { class: "field-error", id: "field-error" }, ...(title ? [el("strong", {}, title), " "] : []), text),
      );
      field.focus();
      this.#result.dataset.state = "";
      this.#result.replaceChildren();
      return;
    }
    this.#result.dataset.state = state;
    this.#result.replaceChildren(...(title ? [el("strong", {}, title), " "] : []), text);
  }
}

/** Defines an attribute, also one that is named like `__proto__`. */
function define(item, name, value) {
  Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
}

function keyField({ name, type }, index) {
  const role = index === 0 ? "partition key" : "sort key";
  const input = el("input", { id: `key-${index}`, class: "mono", spellcheck: "false" });
  const label = el(
    "label",
    { for: `key-${index}` },
    el("span", { class: "mono" }, name),
    el("span", { class: "hint" }, `${role}, ${KEY_HINTS[type]}`),
  );
  return { name, type, input, element: el("div", { class: "field" }, label, input) };
}

function valueField(type, label) {
  switch (type) {
    case "BOOL":
      return el("select", { "aria-label": label }, el("option", {}, "true"), el("option", {}, "false"));
    case "NULL":
      return el("span", { class: "null" }, "null");
    default:
      return isLong(type)
        ? el("textarea", {
            class: "mono",
            rows: 4,
            "aria-label": label,
            spellcheck: "false",
            placeholder: PLACEHOLDERS[type],
          })
        : el("input", {
            class: "mono",
            placeholder: type === "B" ? "base64" : "value",
            "aria-label": label,
            spellcheck: "false",
            inputmode: type === "N" ? "decimal" : "text",
          });
  }
}

const PLACEHOLDERS = {
  M: '{"zip": {"S": "94103"}}',
  L: '[{"S": "94103"}]',
  SS: "one a line",
  NS: "one a line",
  BS: "base64, one a line",
  JSON: '{"a": 1} or [1, 2]',
};
