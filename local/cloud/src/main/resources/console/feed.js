import { Tablecast } from "./tablecast.js";

const MOST_KEPT = 1_000;
const RATE_SECONDS = 3;
const MAX_DELAY = 5_000;
const LOST = "The connection was lost.";
const BACK = "Connected again. What changed in between is in this list.";

/**
 * The changes of the source table as the client tells them, of which it keeps the newest 1,000.
 *
 * Its events are `state`, whenever the connection's state may have changed, and `entries` with those
 * that are new in `detail`: a change, a text or a note, each with the time when it came.
 */
export class Feed extends EventTarget {
  total = 0;
  entries = []; // the oldest first
  refusals = 0; // in a row

  #client;
  #url;
  #format;
  #seconds = []; // how many came, by second
  #fresh = [];

  /** It doesn't connect where a token is needed, before `connect` is called with one. */
  constructor({ webSocketUrl, auth, messageFormat }) {
    super();
    this.#url = webSocketUrl;
    this.#format = messageFormat;
    this.needsToken = auth !== "none";
    if (!this.needsToken) {
      this.connect();
    }
  }

  get state() {
    return this.#client?.state ?? "closed";
  }

  /** What the client couldn't understand. */
  get ignored() {
    return this.#client?.ignored ?? 0;
  }

  connect(token) {
    this.#client?.close();
    this.refusals = 0;
    const client = new Tablecast(this.#url, {
      format: this.#format,
      maxDelay: MAX_DELAY,
      ...(token ? { token: () => token } : {}),
    });
    this.#client = client;
    const on = (type, listener) => client.addEventListener(type, ({ detail }) => {
      if (client === this.#client) {
        listener(detail);
        this.#tellState();
      }
    });
    let lost = false;
    on("open", () => {
      if (lost) {
        this.#add({ note: BACK });
      }
      lost = false;
      this.refusals = 0;
    });
    on("close", ({ final }) => {
      lost ||= !final;
      if (!final) {
        this.#add({ note: LOST });
      }
    });
    on("resync", ({ reason }) => {
      this.#add({ note: `Changes may be missing from this list: ${reason}.` });
    });
    on("error", ({ reason, message }) => {
      this.#add({ note: `The server couldn't subscribe the feed: ${message ?? reason}` });
    });
    on("refused", ({ count }) => { this.refusals = count; });
    // Many of them come at a time; the state isn't theirs.
    client.addEventListener("change", ({ detail }) => this.#add({ change: detail }));
    client.addEventListener("text", ({ detail }) => this.#add({ text: detail }));
    this.#tellState();
  }

  clear() {
    this.entries = [];
  }

  /** How many came in a second of the last few. */
  get rate() {
    const now = Math.floor(performance.now() / 1_000);
    this.#seconds = this.#seconds.filter(({ second }) => second >= now - RATE_SECONDS);
    const before = this.#seconds.filter(({ second }) => second < now);
    return Math.round(before.reduce((sum, { count }) => sum + count, 0) / RATE_SECONDS);
  }

  #tellState() {
    this.dispatchEvent(new Event("state"));
  }

  /** Those that come together are told together. */
  #add(entry) {
    if (!entry.note) {
      this.total++;
      this.#tally();
    }
    this.#fresh.push({ ...entry, received: new Date() });
    if (this.#fresh.length === 1) {
      queueMicrotask(() => this.#tell());
    }
  }

  #tell() {
    const fresh = this.#fresh;
    this.#fresh = [];
    this.entries.push(...fresh);
    this.entries.splice(0, this.entries.length - MOST_KEPT);
    this.dispatchEvent(new CustomEvent("entries", { detail: fresh }));
  }

  #tally() {
    const second = Math.floor(performance.now() / 1_000);
    const last = this.#seconds.at(-1);
    if (last?.second === second) {
      last.count++;
    } else {
      this.#seconds.push({ second, count: 1 });
      this.#seconds.splice(0, this.#seconds.length - RATE_SECONDS - 1);
    }
  }
}
