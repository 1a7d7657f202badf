import { Completion } from "./completion.js";
import { el, say } from "./dom.js";
import { placeholders, request, typed } from "./filter-text.js";

/** The form for the filter that the server applies and its placeholders. */
export class FilterForm {
  element;

  #feed;
  #attributes;
  #input = el("input", {
    class: "mono",
    id: "expression",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    placeholder: "Everything. Or: room = :r AND total >= :least",
    "aria-describedby": "expression-error",
  });
  #apply = el("button", { type: "submit", class: "quiet", id: "apply-filter" }, "Apply");
  #reset = el(
    "button",
    { type: "button", class: "quiet", id: "reset-filter", onclick: () => this.#everything() },
    "Everything",
  );
  #fields = el("div", { class: "placeholders", id: "placeholders" });
  #error = el("div", { id: "expression-error", class: "expression-error", role: "alert", hidden: true });
  #state = el("p", { class: "hint", id: "filter-state", role: "status" });
  #typed = new Map(); // values by placeholder

  /**
   * @param {import("./feed.js").Feed} feed
   * @param {function(): Array<string>} attributes returns the names to complete
   */
  constructor(feed, attributes) {
    this.#feed = feed;
    this.#attributes = attributes;
    const completion = new Completion(this.#input, attributes, ({ insert, name }) => {
      if (name !== undefined) {
        this.#typed.set(insert, name);
      }
      this.#showFields();
    });
    this.#input.addEventListener("input", () => this.#showFields());
    this.element = el(
      "form",
      {
        class: "expression",
        id: "expression-form",
        "aria-label": "Filter on the server",
        onsubmit: (event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      el("label", { for: "expression" }, "Filter"),
      el("div", { class: "combobox" }, this.#input, completion.element),
      el("div", { class: "expression-buttons" }, this.#apply, this.#reset),
      this.#fields,
      this.#error,
      this.#state,
    );
    this.#show(feed.view);
  }

  /** Fills the form with the options of a subscription. */
  #show({ filter = "", names = {}, values = {} }) {
    this.#input.value = filter;
    Object.entries(names).forEach(([name, text]) => this.#typed.set(name, text));
    Object.entries(values).forEach(([name, each]) => this.#typed.set(name, typed(each)));
    this.#showFields();
    this.#say(filter);
  }

  #say(filter) {
    this.#reset.disabled = filter === "";
    say(this.#state, filter === "" ? "" : "The server sends items that match, and those that start or stop matching.");
  }

  #showFields() {
    const before = new Map([...this.#fields.children].map((field) => [field.dataset.name, field]));
    const names = placeholders(this.#input.value);
    names.forEach((name, i) => {
      const field = before.get(name) ?? this.#field(name);
      before.delete(name);
      if (this.#fields.children[i] !== field) {
        this.#fields.insertBefore(field, this.#fields.children[i] ?? null);
      }
    });
    before.forEach((field) => field.remove());
    this.#fields.hidden = names.length === 0;
  }

  #field(name) {
    const hint = name.startsWith("#") ? "attribute" : "text or JSON";
    const input = el("input", {
      class: "mono",
      placeholder: hint,
      "aria-label": `${name}, ${hint}`,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      oninput: () => this.#typed.set(name, input.value),
    });
    const attribute = name.slice(1);
    if (name.startsWith("#") && !this.#typed.has(name) && this.#attributes().includes(attribute)) {
      this.#typed.set(name, attribute);
    }
    input.value = this.#typed.get(name) ?? "";
    return el("label", { class: "placeholder", "data-name": name }, el("span", { class: "mono" }, name), input);
  }

  #everything() {
    this.#input.value = "";
    this.#showFields();
    this.#submit();
    this.#input.focus();
  }

  async #submit() {
    const filter = this.#input.value.trimEnd();
    this.#error.hidden = true;
    this.#input.removeAttribute("aria-invalid");
    const asked = filter === "" ? {} : request(filter, this.#typed);
    say(this.#state, "Waiting for the server…");
    try {
      await this.#feed.show(asked);
      this.#say(filter);
    } catch (error) {
      this.#say(this.#feed.view.filter ?? "");
      if (error.reason !== "replaced") {
        this.#fail(error, filter);
      }
    }
  }

  /** Shows an error. The list stays as it is. */
  #fail({ message, reason, position }, filter) {
    this.#input.setAttribute("aria-invalid", "true");
    const where = position === undefined ? [] : [pointed(filter, position)];
    this.#error.replaceChildren(...where, el("p", {}, message ?? reason));
    this.#error.hidden = false;
    if (position !== undefined) {
      this.#input.focus();
      this.#input.setSelectionRange(position, position + 1);
    }
  }
}

/** Returns a filter with an arrow below one character, or after the last one if the filter ends too early. */
function pointed(filter, position) {
  return el(
    "p",
    { class: "mono where", "aria-hidden": "true" },
    filter.slice(0, position),
    el("span", { class: "at", id: "error-at" }, filter.slice(position, position + 1) || " "),
    filter.slice(position + 1),
  );
}
