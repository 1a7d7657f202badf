import { byId } from "./dom.js";
import { keyText, row } from "./row.js";

const MAX_ROWS = 500;
const ANNOUNCE_MS = 4_000;

/** The list of what arrived, the newest first. It keeps the last 500 rows, paused or not. */
export class Feed {
  #rows = byId("feed-rows");
  #empty = byId("feed-empty");
  #count = byId("feed-count");
  #pause = byId("pause");
  #announcer = byId("announcer");
  #waiting = [];
  #paused = false;
  #drawing = false;
  #unannounced = [];
  #announcing = false;

  constructor() {
    this.#pause.addEventListener("click", () => this.#setPaused(!this.#paused));
    byId("clear").addEventListener("click", () => {
      this.#waiting = [];
      this.#rows.replaceChildren();
      this.#showCount();
    });
    this.#showCount();
  }

  add(entries) {
    const received = new Date();
    for (const entry of entries) {
      this.#waiting.push({ ...entry, received });
    }
    this.#waiting.splice(0, this.#waiting.length - MAX_ROWS);
    if (this.#paused) {
      this.#showCount();
    } else {
      this.#drawSoon();
    }
  }

  #setPaused(paused) {
    this.#paused = paused;
    this.#pause.setAttribute("aria-pressed", String(paused));
    this.#pause.textContent = paused ? "Resume" : "Pause";
    if (paused) {
      this.#showCount();
    } else {
      this.#drawSoon();
    }
  }

  /** A burst costs one layout. */
  #drawSoon() {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        if (!this.#paused) {
          this.#draw();
        }
      });
    }
  }

  #draw() {
    const entries = this.#waiting;
    this.#waiting = [];
    this.#rows.prepend(...entries.map(row).reverse());
    while (this.#rows.childElementCount > MAX_ROWS) {
      this.#rows.lastElementChild.remove();
    }
    this.#showCount();
    this.#announce(entries);
  }

  #showCount() {
    const rows = this.#rows.childElementCount;
    const held = this.#waiting.length;
    this.#empty.hidden = rows > 0;
    this.#count.textContent = this.#paused
      ? `paused, ${held} waiting`
      : rows === MAX_ROWS ? `the last ${MAX_ROWS}` : rows > 0 ? String(rows) : "";
  }

  /** A screen reader hears of a burst once. */
  #announce(entries) {
    this.#unannounced.push(...entries.filter((entry) => !entry.note));
    if (this.#announcing || this.#unannounced.length === 0) {
      return;
    }
    const count = this.#unannounced.length;
    const { change, text } = this.#unannounced.at(-1);
    const latest = change ? `${change.event} ${keyText(change)}` : text;
    this.#announcer.textContent = count === 1 ? latest : `${count} messages, the last: ${latest}`;
    this.#unannounced = [];
    this.#announcing = true;
    setTimeout(() => {
      this.#announcing = false;
      this.#announce([]);
    }, ANNOUNCE_MS);
  }
}
