import * as api from "./api.js";
import { plain } from "./attributes.js";
import { byId, el, panel, say } from "./dom.js";
import { count, shortened } from "./format.js";
import { ItemForm } from "./item-form.js";

const PAGE = 50;
const MOST_SHOWN = 160;

/** Shows the items of the source table and a form to put them. */
export function itemsView(root, { system }) {
  const view = new ItemsView(root, system);
  return () => view.end();
}

class ItemsView {
  #table;
  #form;
  #rows = el("tbody", { id: "items-rows" });
  #starts = [undefined]; // of all pages up to this one
  #next;
  #ended = false;
  #asked = 0;

  constructor(root, { sourceTable }) {
    this.#table = sourceTable;
    const button = (id, text, onclick) => el("button", { type: "button", class: "quiet", id, onclick }, text);
    const list = panel(
      "Items",
      {
        id: "items",
        hint: "",
        tools: [
          button("previous", "Previous", () => this.#previous()),
          button("next", "Next", () => this.#more()),
          button("refresh", "Refresh", () => this.load()),
        ],
      },
      el(
        "div",
        { class: "table-scroller" },
        el(
          "table",
          { class: "list", "aria-labelledby": "items-title" },
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              ...[...sourceTable.key.map(({ name }) => name), "Attributes", "Actions"].map((name) =>
                el("th", { scope: "col" }, name),
              ),
            ),
          ),
          this.#rows,
        ),
      ),
      el("p", { class: "empty", id: "items-empty", hidden: true }, "There are no items."),
      el("p", { class: "result", id: "items-result", role: "status" }),
    );
    this.#form = new ItemForm(sourceTable, () => this.load());
    root.append(
      el(
        "div",
        { class: "layout" },
        el("div", { class: "main" }, list),
        el("div", { class: "side" }, this.#form.element),
      ),
      this.#dialog(),
    );
    this.load();
  }

  end() {
    this.#ended = true;
  }

  /** Loads the current page of the table again. */
  async load() {
    const asked = ++this.#asked;
    try {
      const page = await api.items(PAGE, this.#starts.at(-1));
      if (!this.#ended && asked === this.#asked) {
        this.#show(page);
      }
    } catch (error) {
      if (!this.#ended) {
        this.#fail(error);
      }
    }
  }

  #show({ Items, LastEvaluatedKey }) {
    if (Items.length === 0 && this.#starts.length > 1) {
      this.#previous();
      return;
    }
    this.#next = LastEvaluatedKey;
    byId("previous").disabled = this.#starts.length === 1;
    byId("next").disabled = LastEvaluatedKey === undefined;
    byId("items-empty").hidden = Items.length > 0;
    const page = this.#starts.length > 1 || LastEvaluatedKey ? `, page ${this.#starts.length}` : "";
    say(byId("items-hint"), `in ${this.#table.name}: ${count(Items.length, "item")}${page}`);
    this.#rows.replaceChildren(...Items.map((item) => this.#row(item)));
    this.#say("", "");
  }

  #row(item) {
    const key = this.#keyOf(item);
    const name = Object.values(key)
      .map((value) => shortened(plain(value), 40))
      .join(", ");
    const attributes = Object.entries(item).filter(([attribute]) => !Object.hasOwn(key, attribute));
    const button = (text, kind, onclick) =>
      el("button", { type: "button", class: `quiet ${kind}`, "aria-label": `${text} ${name}`, onclick }, text);
    return el(
      "tr",
      {},
      ...Object.values(key).map((value, i) =>
        el(
          i === 0 ? "th" : "td",
          i === 0 ? { scope: "row", class: "mono" } : { class: "mono" },
          shortened(plain(value), 60),
        ),
      ),
      el(
        "td",
        { class: "values" },
        ...attributes
          .slice(0, 8)
          .map(([attribute, value]) =>
            el(
              "span",
              { class: "value" },
              el("span", { class: "name" }, attribute),
              " ",
              shortened(plain(value), MOST_SHOWN),
            ),
          ),
      ),
      el(
        "td",
        { class: "buttons" },
        button("Edit", "edit", () => this.#form.edit(item)),
        button("Delete", "delete", () => this.#askToDelete(key, name)),
      ),
    );
  }

  #keyOf(item) {
    return Object.fromEntries(this.#table.key.map(({ name }) => [name, item[name]]));
  }

  #previous() {
    if (this.#starts.length > 1) {
      this.#starts.pop();
    }
    this.load();
  }

  #more() {
    if (this.#next) {
      this.#starts.push(this.#next);
      this.load();
    }
  }

  #dialog() {
    return el(
      "dialog",
      { id: "delete-dialog", "aria-labelledby": "delete-question" },
      el(
        "form",
        { method: "dialog" },
        el("p", { id: "delete-question" }),
        el(
          "div",
          { class: "actions" },
          el("button", { value: "delete", class: "danger", id: "delete-confirm" }, "Delete"),
          el("button", { value: "", class: "quiet", id: "delete-cancel" }, "Cancel"),
        ),
      ),
    );
  }

  #askToDelete(key, name) {
    const dialog = byId("delete-dialog");
    say(byId("delete-question"), `Delete the item ${name}?`);
    dialog.onclose = async () => {
      if (dialog.returnValue === "delete") {
        try {
          await api.deleteItem(key);
          await this.load();
          this.#say("done", `Deleted ${name}.`);
        } catch (error) {
          this.#fail(error);
        }
      }
    };
    dialog.returnValue = "";
    dialog.showModal();
    byId("delete-cancel").focus();
  }

  #fail(error) {
    if (!(error instanceof api.ApiError)) {
      throw error;
    }
    this.#say("error", `${error.code}: ${error.message}`);
  }

  #say(state, text) {
    byId("items-result").dataset.state = state;
    say(byId("items-result"), text);
  }
}
