import { byId, el, panel, say } from "./dom.js";
import { FilterForm } from "./filter-form.js";
import { endpointsPanel } from "./endpoints.js";
import { count, number } from "./format.js";
import { logPanel } from "./log-panel.js";
import { row, words } from "./row.js";

const REFUSALS_SHOWN = 3; // a restart may cause one or two
const MOST_ROWS = 200;
// A fast feed is drawn less often than a screen could, because nobody can read it anyway.
const MANY_ROWS = 30;
const LEAST_BETWEEN_MS = 200;
const EVENTS = ["INSERT", "MODIFY", "REMOVE"];
const ANNOUNCE_MS = 4_000;
const RATE_MS = 1_000;

/** Shows the changes as they arrive, the newest first. */
export function liveView(root, { system, feed, watch }) {
  const view = new LiveView(root, system, feed, watch);
  return () => view.end();
}

class LiveView {
  #feed;
  #log;
  #rows = el("tbody", { id: "feed-rows" });
  #pause = el(
    "button",
    {
      type: "button",
      class: "quiet",
      id: "pause",
      "aria-pressed": "false",
      onclick: () => this.#setPaused(!this.#paused),
    },
    "Pause",
  );
  #text = el("input", {
    type: "search",
    id: "filter-text",
    placeholder: "Contains…",
    "aria-label": "Only changes that contain this text",
    spellcheck: "false",
  });
  #announcer = el("p", { class: "visually-hidden", id: "announcer", role: "status" });
  #ending = new AbortController();
  #ticker = setInterval(() => this.#showCount(), RATE_MS);
  #waiting = []; // the oldest first
  #missed = 0; // while paused
  #paused = false;
  #drawing = false;
  #pace = 0;
  #unannounced = 0;
  #announcing = false;

  constructor(root, system, feed, watch) {
    this.#feed = feed;
    this.#log = logPanel(watch);
    const clear = el("button", { type: "button", class: "quiet", id: "clear", onclick: () => this.#clear() }, "Clear");
    const list = panel(
      "Changes",
      { id: "feed", hint: "", tools: [this.#pause, clear] },
      ...(feed.isFiltered ? [new FilterForm(feed, () => feed.attributes).element] : []),
      this.#filter(),
      el(
        "div",
        { class: "scroller", tabindex: "0", role: "region", "aria-label": "Changes, the newest first" },
        el(
          "table",
          { class: "changes", "aria-labelledby": "feed-title" },
          el(
            "thead",
            {},
            el("tr", {}, ...["Time", "Event", "Change", "Raw"].map((name) => el("th", { scope: "col" }, name))),
          ),
          this.#rows,
        ),
        this.#empty(system),
      ),
      this.#announcer,
    );
    list.classList.add("feed");
    root.append(
      el(
        "div",
        { class: "layout" },
        el("div", { class: "main" }, ...this.#problem(), list),
        el("div", { class: "side" }, this.#log.element, endpointsPanel(system)),
      ),
    );
    const on = (type, listener) => feed.addEventListener(type, listener, { signal: this.#ending.signal });
    on("entries", ({ detail }) => this.#add(detail));
    on("state", () => this.#showProblem());
    on("cleared", () => this.#redraw());
    this.#showProblem();
    this.#redraw();
  }

  end() {
    this.#ending.abort();
    this.#log.end();
    clearInterval(this.#ticker);
  }

  #filter() {
    const boxes = EVENTS.map((event) =>
      el(
        "label",
        { class: "check" },
        el("input", { type: "checkbox", checked: true, value: event, onchange: () => this.#redraw() }),
        el("span", { class: "badge", "data-event": event }, event),
      ),
    );
    this.#text.addEventListener("input", () => this.#redraw());
    return el("div", { class: "filter", role: "group", "aria-label": "Filter", id: "filter" }, ...boxes, this.#text);
  }

  #empty(system) {
    return el(
      "div",
      { class: "empty", id: "feed-empty" },
      el("p", { class: "empty-title" }, "Nothing has changed yet"),
      el(
        "p",
        {},
        "Put an item in ",
        el("a", { href: "#/items" }, "Items"),
        ", let ",
        el("a", { href: "#/connections" }, "the generator"),
        " change some, or write to ",
        el("span", { class: "mono" }, system.sourceTable.name),
        " with the AWS CLI or any SDK. It arrives here over the WebSocket, as it does in every browser that watches.",
      ),
    );
  }

  /** Shows why the feed can't connect, and a remedy. */
  #problem() {
    const token = el("input", {
      type: "password",
      id: "token",
      class: "mono",
      required: true,
      autocomplete: "off",
      "aria-label": "Token",
    });
    const form = el(
      "form",
      {
        class: "token",
        onsubmit: (event) => {
          event.preventDefault();
          this.#feed.connect(token.value.trim());
        },
      },
      token,
      el("button", { type: "submit", class: "primary" }, "Connect"),
    );
    return [
      el(
        "section",
        { class: "panel problem", id: "problem", "aria-live": "polite", hidden: true },
        el("p", { id: "problem-text" }),
        ...(this.#feed.needsToken ? [form] : []),
      ),
    ];
  }

  #showProblem() {
    const { needsToken, state, refusals } = this.#feed;
    const refused = needsToken
      ? "The token was refused"
      : "The connection was refused. Does allowedOrigins include the origin of this page?";
    const lacking = "With auth: jwt the feed needs a token. Paste one to watch; the other views work without it.";
    const isRefused = refusals >= REFUSALS_SHOWN && state !== "open";
    byId("problem").hidden = !isRefused && state !== "closed";
    say(byId("problem-text"), isRefused ? `${refused} (${refusals} attempts failed; retrying)` : lacking);
  }

  #matching(entries) {
    const events = new Set([...document.querySelectorAll("#filter input:checked")].map(({ value }) => value));
    const text = this.#text.value.toLowerCase();
    return entries.filter((entry) => {
      if (entry.note) {
        return true;
      }
      if (entry.change && EVENTS.includes(entry.change.event) && !events.has(entry.change.event)) {
        return false;
      }
      return text === "" || (entry.text ?? JSON.stringify(entry.change)).toLowerCase().includes(text);
    });
  }

  #add(entries) {
    if (this.#paused) {
      this.#missed += entries.length;
      return;
    }
    this.#waiting.push(...this.#matching(entries));
    this.#waiting.splice(0, this.#waiting.length - MOST_ROWS);
    this.#unannounced += entries.filter((entry) => !entry.note).length;
    this.#drawSoon();
  }

  #setPaused(paused) {
    this.#paused = paused;
    this.#missed = 0;
    this.#pause.setAttribute("aria-pressed", String(paused));
    say(this.#pause, paused ? "Resume" : "Pause");
    if (paused) {
      this.#showCount();
    } else {
      this.#redraw();
    }
  }

  #clear() {
    this.#missed = 0;
    this.#feed.clear();
  }

  /** Draws once for a burst of changes. */
  #drawSoon() {
    if (!this.#drawing) {
      this.#drawing = true;
      setTimeout(
        () =>
          requestAnimationFrame(() => {
            this.#drawing = false;
            if (!this.#paused) {
              this.#draw();
            }
          }),
        this.#pace,
      );
    }
  }

  #redraw() {
    this.#waiting = [];
    this.#rows.replaceChildren(...this.#matching(this.#feed.entries).slice(-MOST_ROWS).map(row).reverse());
    this.#showCount();
  }

  #draw() {
    const entries = this.#waiting;
    this.#waiting = [];
    this.#pace = entries.length > MANY_ROWS ? LEAST_BETWEEN_MS : 0;
    const rows = document.createDocumentFragment();
    rows.append(...entries.map(row).reverse());
    this.#rows.prepend(rows);
    while (this.#rows.childElementCount > MOST_ROWS) {
      this.#rows.lastElementChild.remove();
    }
    this.#showCount();
    this.#announce(entries.at(-1));
  }

  #showCount() {
    const { total, rate, ignored, entries } = this.#feed;
    byId("feed-empty").hidden = this.#rows.childElementCount > 0;
    say(
      byId("feed-empty").firstElementChild,
      entries.length > 0 ? "Nothing matches the filter" : "Nothing has changed yet",
    );
    const parts = [count(total, "change")];
    if (rate > 0) {
      parts.push(`${number(rate)} a second`);
    }
    if (this.#paused) {
      parts.push(`paused, ${number(this.#missed)} since`);
    }
    if (ignored > 0) {
      parts.push(`${number(ignored)} ignored`);
    }
    say(byId("feed-hint"), parts.join(" · "));
  }

  /** Announces a burst of changes to screen readers once. */
  #announce(latest) {
    if (this.#announcing || this.#unannounced === 0 || !latest || latest.note) {
      return;
    }
    const said = words(latest);
    say(this.#announcer, this.#unannounced === 1 ? said : `${this.#unannounced} changes, the last: ${said}`);
    this.#unannounced = 0;
    this.#announcing = true;
    setTimeout(() => {
      this.#announcing = false;
    }, ANNOUNCE_MS);
  }
}
