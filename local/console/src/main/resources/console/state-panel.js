import * as api from "./api.js";
import { copyButton } from "./copy.js";
import { el, panel, say } from "./dom.js";
import { duration, pretty, shortened } from "./format.js";
import { allStates } from "./machine.js";
import { statusBadge } from "./status.js";

const MOST_VISITS = 200;
const MOST_ITERATIONS = 200;
const TABS = ["Input", "Output", "Events", "Definition"];
const MOST_SHOWN = 100_000;

/** The panel of a state: its input, output, events and definition. */
export class StatePanel {
  #arn;
  #states;
  #onIteration;
  #title;
  #hint;
  #body = el("div", { class: "body" });
  #tab = "Input";
  #visit = 0;
  #state;
  #visits = [];
  #shown = "";
  #fetched = new Map(); // whole events by id

  /**
   * @param {function(number|undefined)} onIteration called with the chosen iteration, or undefined for
   *     all
   */
  constructor(arn, definition, onIteration) {
    this.#arn = arn;
    this.#states = new Map(allStates(definition));
    this.#onIteration = onIteration;
    this.element = panel("State", { id: "state", hint: "" }, this.#body);
    this.#title = this.element.querySelector("h2");
    this.#hint = this.element.querySelector(".hint");
    this.#body.append(el("p", { class: "hint" }, "Choose a state in the picture to see its input, output and events."));
  }

  show(state, history, isChosen, iteration) {
    if (state === undefined) {
      return;
    }
    const visits = history.of(state, isChosen);
    // Draws only changes, so that a reader isn't disturbed.
    const now = JSON.stringify([
      state,
      iteration,
      visits.map(({ status, events }) => [status, events.length]),
      this.#tab,
      this.#visit,
    ]);
    if (now === this.#shown) {
      return;
    }
    if (state !== this.#state) {
      this.#visit = 0;
    }
    this.#shown = now;
    this.#state = state;
    this.#visits = visits;
    say(this.#title, state);
    say(this.#hint, this.#states.get(state)?.Type ?? "");
    const iterations = history.iterations
      .map((entry, i) => ({ entry, i }))
      .filter(({ entry }) => entry.map.state === state);
    this.#body.replaceChildren(
      ...(iterations.length ? [this.#iterations(iterations, iteration)] : []),
      ...(visits.length > 1 ? [this.#chooser()] : []),
      el("div", { class: "visit" }),
      this.#tabs(),
    );
    this.#showVisit();
  }

  /** Creates the choice of the iteration of a Map that the picture shows. */
  #iterations(iterations, chosen) {
    const maps = [...new Set(iterations.map(({ entry }) => entry.map))];
    const select = el(
      "select",
      { id: "iteration", onchange: () => this.#onIteration(select.value === "" ? undefined : Number(select.value)) },
      el("option", { value: "" }, `All ${iterations.length}`),
      ...iterations
        .slice(0, MOST_ITERATIONS)
        .map(({ entry, i }) =>
          el(
            "option",
            { value: i, selected: i === chosen },
            `${maps.length > 1 ? `visit ${maps.indexOf(entry.map) + 1}, ` : ""}iteration ${entry.index} (${entry.status})`,
          ),
        ),
    );
    return el("p", { class: "field inline" }, el("label", { for: "iteration" }, "Show iteration"), select);
  }

  #chooser() {
    const select = el(
      "select",
      {
        id: "visit",
        onchange: () => {
          this.#visit = Number(select.value);
          this.#showVisit();
        },
      },
      ...this.#visits
        .slice(0, MOST_VISITS)
        .map((visit, i) =>
          el(
            "option",
            { value: i, selected: i === this.#visit },
            `${i + 1} of ${this.#visits.length}${visit.iteration ? `, iteration ${visit.iteration.index}` : ""} (${visit.status})`,
          ),
        ),
    );
    return el("p", { class: "field inline" }, el("label", { for: "visit" }, "Visit"), select);
  }

  #tabs() {
    const tabs = TABS.map((name) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-controls": "tab-panel",
          onclick: () => this.#choose(name),
        },
        name,
      ),
    );
    const list = el("div", { class: "tabs", role: "tablist", "aria-label": "What to show" }, ...tabs);
    list.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step) {
        const next = TABS[(TABS.indexOf(this.#tab) + step + TABS.length) % TABS.length];
        this.#choose(next);
        this.element.querySelector(`#tab-${next}`).focus();
      }
    });
    return el("div", {}, list, el("div", { id: "tab-panel", role: "tabpanel", tabindex: "0" }));
  }

  #choose(tab) {
    this.#tab = tab;
    this.#showTab();
  }

  #showVisit() {
    const visit = this.#visits[this.#visit] ?? this.#visits[0];
    const box = this.element.querySelector(".visit");
    if (!visit) {
      box.replaceChildren(el("p", { class: "hint" }, "This state was not visited."));
    } else {
      const lasted = visit.exited ? duration(new Date(visit.exited.at) - new Date(visit.entered.at)) : "…";
      const errors = visit.events.filter(({ details }) => details.error).map(({ details }) => details.error);
      box.replaceChildren(
        el(
          "p",
          { class: "facts" },
          statusBadge(visit.status),
          el("span", {}, lasted),
          ...(visit.retries ? [el("span", {}, `${visit.retries} retried`)] : []),
        ),
        ...(errors.length ? [el("p", { class: "hint mono errors" }, [...new Set(errors)].join(", "))] : []),
      );
    }
    this.#showTab();
  }

  async #showTab() {
    const tab = this.#tab;
    for (const name of TABS) {
      const button = this.element.querySelector(`#tab-${name}`);
      button.setAttribute("aria-selected", String(name === tab));
      button.tabIndex = name === tab ? 0 : -1;
    }
    const box = this.element.querySelector("#tab-panel");
    box.setAttribute("aria-labelledby", `tab-${tab}`);
    const visit = this.#visits[this.#visit] ?? this.#visits[0];
    const content = await this.#content(tab, visit);
    if (box.isConnected && tab === this.#tab && visit === (this.#visits[this.#visit] ?? this.#visits[0])) {
      box.replaceChildren(...content);
    }
  }

  async #content(tab, visit) {
    if (tab === "Definition") {
      return [json(JSON.stringify(this.#states.get(this.#state)), "Definition")];
    } else if (!visit) {
      return [];
    } else if (tab === "Events") {
      return [this.#events(visit)];
    }
    const event = tab === "Input" ? visit.entered : visit.exited;
    if (!event) {
      return [el("p", { class: "hint" }, "No output yet.")];
    }
    const { details } = await this.#whole(event.id);
    return [json(details[tab.toLowerCase()] ?? "", tab)];
  }

  #events({ events }) {
    const start = new Date(events[0].at);
    return el(
      "ol",
      { class: "events" },
      ...events.slice(0, MOST_VISITS).map((event) => {
        const entry = el(
          "details",
          {},
          el(
            "summary",
            {},
            el("span", {}, event.type),
            el("span", { class: "hint" }, event.details.error ?? `+ ${duration(new Date(event.at) - start)}`),
          ),
        );
        entry.addEventListener(
          "toggle",
          async () => {
            const { details } = await this.#whole(event.id);
            entry.append(json(JSON.stringify(details), event.type));
          },
          { once: true },
        );
        return el("li", {}, entry);
      }),
    );
  }

  async #whole(id) {
    if (!this.#fetched.has(id)) {
      this.#fetched.set(
        id,
        await api.event(this.#arn, id).catch((error) => {
          if (error instanceof api.ApiError) {
            return { details: { input: error.message, output: error.message } };
          }
          throw error;
        }),
      );
    }
    return this.#fetched.get(id);
  }
}

function json(text, title) {
  const shown = pretty(text);
  return el(
    "div",
    {},
    el(
      "div",
      { class: "raw-head" },
      el("span", {}, title),
      copyButton(title, () => shown),
    ),
    el("pre", { tabindex: "0", "aria-label": title }, shortened(shown, MOST_SHOWN)),
  );
}
