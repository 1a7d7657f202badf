import { note } from "./filter-text.js";
import { Tablecast } from "./tablecast.js";

const MOST_KEPT = 1_000;
const RATE_SECONDS = 3;
const MAX_DELAY = 5_000;
const MOST_ATTRIBUTES = 500;
const LOST = "The connection was lost.";
const BACK = "Connected again. This list includes the changes in between.";

/**
 * The changes of the source table as the client delivers them. The newest 1,000 are kept.
 *
 * Its events are `state`, when the state of the connection may have changed; `cleared`; and `entries`
 * with the new entries as `detail`. An entry is a change, a text or a note, with the time of its
 * arrival.
 */
export class Feed extends EventTarget {
  total = 0;
  entries = []; // the oldest first
  refusals = 0; // in a row

  /** Options of the current subscription; empty to watch everything. */
  view = {};

  #client;
  #source; // of changes: a subscription, or the client in text mode
  #asked; // the next source until it is live
  #attributes; // names, of the key and in changes
  #url;
  #format;
  #seconds = []; // number of entries by second
  #fresh = [];

  /** Connects, unless a token is required: then `connect` has to be called with one. */
  constructor({ webSocketUrl, auth, messageFormat, sourceTable }) {
    super();
    this.#attributes = new Set(sourceTable.key.map(({ name }) => name));
    this.#url = webSocketUrl;
    this.#format = messageFormat;
    this.needsToken = auth !== "none";
    if (!this.needsToken) {
      this.connect();
    }
  }

  get state() {
    return this.#source?.state ?? "closed";
  }

  /** Returns whether the server can filter. */
  get isFiltered() {
    return this.#format !== "text";
  }

  /** Returns the names of all attributes seen so far. */
  get attributes() {
    return [...this.#attributes];
  }

  /** Returns the number of messages that the client ignored because it does not know them. */
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
    this.#on(client, () => client === this.#client, {
      refused: ({ count }) => {
        this.refusals = count;
      },
      open: () => {
        this.refusals = 0;
      },
    });
    // Without #on, because texts don't change the state.
    client.addEventListener("text", ({ detail }) => this.#add({ text: detail }));
    this.#listen(this.isFiltered ? client.subscribe(this.view) : client);
    this.#stateChanged();
  }

  /**
   * Replaces the subscription as soon as the server has accepted the new one. Until then, and if it is
   * refused, the old one stays.
   *
   * @returns {Promise} rejected with the error of the server
   */
  async show(view) {
    if (!this.#client) {
      throw new Error("The feed isn't connected.");
    }
    this.#asked?.close();
    const asked = this.#client.subscribe(view);
    this.#asked = asked;
    await new Promise((resolve, reject) => {
      asked.addEventListener("open", resolve, { once: true });
      asked.addEventListener("error", ({ detail }) => detail.final && reject(detail));
      asked.addEventListener("close", ({ detail }) => detail.final && reject({ reason: "replaced" }));
    });
    this.#asked = undefined;
    this.view = view;
    const before = this.#source;
    this.#listen(asked);
    before.close();
    this.clear();
    this.#add({ note: note(view) });
    this.#stateChanged();
  }

  #listen(source) {
    this.#source = source;
    let lost = false;
    this.#on(source, () => source === this.#source, {
      open: () => {
        if (lost) {
          this.#add({ note: BACK });
        }
        lost = false;
      },
      close: ({ final }) => {
        lost ||= !final;
        if (!final) {
          this.#add({ note: LOST });
        }
      },
      resync: ({ reason }) => this.#add({ note: `Changes may be missing from this list: ${reason}.` }),
      error: ({ reason, message }) => this.#add({ note: `The server refused the subscription: ${message ?? reason}` }),
    });
    if (this.isFiltered) {
      // Without #on, because changes are many and don't change the state.
      source.addEventListener("change", ({ detail }) => source === this.#source && this.#addChange(detail));
    }
  }

  #on(target, isCurrent, listeners) {
    for (const [type, listener] of Object.entries(listeners)) {
      target.addEventListener(type, ({ detail }) => {
        if (isCurrent()) {
          listener(detail);
          this.#stateChanged();
        }
      });
    }
  }

  clear() {
    this.entries = [];
    this.dispatchEvent(new Event("cleared"));
  }

  /** Returns the mean number of entries per second over the last few seconds. */
  get rate() {
    const now = Math.floor(performance.now() / 1_000);
    this.#seconds = this.#seconds.filter(({ second }) => second >= now - RATE_SECONDS);
    const before = this.#seconds.filter(({ second }) => second < now);
    return Math.round(before.reduce((sum, { count }) => sum + count, 0) / RATE_SECONDS);
  }

  #stateChanged() {
    this.dispatchEvent(new Event("state"));
  }

  #addChange(change) {
    for (const image of [change.keys, change.new, change.old]) {
      for (const name of Object.keys(image ?? {})) {
        if (this.#attributes.size < MOST_ATTRIBUTES) {
          this.#attributes.add(name);
        }
      }
    }
    this.#add({ change });
  }

  /** Adds an entry. Entries of the same task are dispatched in one event. */
  #add(entry) {
    if (!entry.note) {
      this.total++;
      this.#tally();
    }
    this.#fresh.push({ ...entry, received: new Date() });
    if (this.#fresh.length === 1) {
      queueMicrotask(() => this.#dispatch());
    }
  }

  #dispatch() {
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
