import { el } from "./dom.js";
import { suggestions, wordAt } from "./filter-text.js";

/**
 * Completes the word at the caret of an input: a combobox with a list that follows the ARIA practices.
 * Arrow keys choose, Enter and Tab accept, Escape closes. Without a choice these keys act as usual.
 */
export class Completion {
  element = el("ul", {
    class: "suggestions",
    id: "suggestions",
    role: "listbox",
    "aria-label": "Completions",
    hidden: true,
  });

  #input;
  #attributes;
  #took;
  #found = [];
  #chosen = -1;

  /**
   * @param {HTMLInputElement} input
   * @param {function(): Array<string>} attributes returns the names that are known
   * @param {function({insert: string, name: string})} took called with the accepted suggestion
   */
  constructor(input, attributes, took) {
    this.#input = input;
    this.#attributes = attributes;
    this.#took = took;
    Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": "suggestions",
      "aria-expanded": "false",
    }).forEach(([name, value]) => input.setAttribute(name, value));
    input.addEventListener("input", () => this.#suggest());
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #suggest() {
    const { word } = wordAt(this.#input.value, this.#input.selectionStart);
    this.#found = suggestions(word, this.#attributes());
    this.element.replaceChildren(
      ...this.#found.map(({ label }, i) =>
        // Listens to the press, because it moves the focus, which closes the list before the click.
        el(
          "li",
          {
            role: "option",
            id: `suggestion-${i}`,
            "aria-selected": "false",
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => this.#take(i),
          },
          label,
        ),
      ),
    );
    this.element.hidden = this.#found.length === 0;
    this.#input.setAttribute("aria-expanded", String(this.#found.length > 0));
    this.#choose(-1);
  }

  #choose(chosen) {
    this.#chosen = chosen;
    [...this.element.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) {
      this.#input.removeAttribute("aria-activedescendant");
    } else {
      this.#input.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
      this.element.children[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  #pressed(event) {
    const count = this.#found.length;
    if (count === 0) {
      return;
    }
    if (event.key === "ArrowDown") {
      this.#choose((this.#chosen + 1) % count);
    } else if (event.key === "ArrowUp") {
      this.#choose(this.#chosen > 0 ? this.#chosen - 1 : count - 1);
    } else if (event.key === "Escape") {
      this.#close();
    } else if ((event.key === "Enter" || event.key === "Tab") && this.#chosen >= 0) {
      this.#take(this.#chosen);
    } else {
      return;
    }
    event.preventDefault();
  }

  #take(chosen) {
    const { value, selectionStart } = this.#input;
    const { start } = wordAt(value, selectionStart);
    const taken = this.#found[chosen];
    this.#input.setRangeText(taken.insert, start, selectionStart, "end");
    this.#close();
    this.#took(taken);
  }

  #close() {
    this.#found = [];
    this.element.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }
}
