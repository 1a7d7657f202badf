import { note } from "./filter-text.js";
import { Tablecast } from "./tablecast.js";

const MOST_KEPT = 1_000;
const RATE_SECONDS = 3;
const MAX_DELAY = 5_000;
const MOST_ATTRIBUTES = 500;
const LOST = "The connection was lost.";
const BACK = "Connected again. What changed in between is in this list.";

/**
 * The changes of the source table as the client tells them, of which it keeps the newest 1,000.
 *
 * Its events are `state`, whenever the connection's state may have changed, `cleared`, and `entries`
 * with those that are new in `detail`: a change, a text or a note, each with the time when it came.
 */
export class Feed extends EventTarget {
  total = 0;
  entries = []; // the oldest first
  refusals = 0; // in a row

  /** What is watched: the options of a subscription; all of it if they are empty. */
  view = {};

  #client;
  #source; // what tells the changes: a subscription, or in text mode the client
  #asked; // the next source, until it is live
  #attributes; // the names of the key's, and of those in changes
  #url;
  #format;
  #seconds = []; // how many came, by second
  #fresh = [];

  /** It doesn't connect where a token is needed, before `connect` is called with one. */
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

  /** Whether the server can filter. */
  get isFiltered() {
    return this.#format !== "text";
  }

  /** The names of attributes that are known by now. */
  get attributes() {
    return [...this.#attributes];
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
    this.#on(client, () => client === this.#client, {
      refused: ({ count }) => { this.refusals = count; },
      open: () => { this.refusals = 0; },
    });
    // The state isn't a text's.
    client.addEventListener("text", ({ detail }) => this.#add({ text: detail }));
    this.#listen(this.isFiltered ? client.subscribe(this.view) : client);
    this.#tellState();
  }

  /**
   * Watches what a subscription with these options sees, from the moment when the server takes it;
   * until then, and if it doesn't, what was watched before.
   *
   * @returns {Promise} rejected with the server's error
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
    this.#tellState();
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
      error: ({ reason, message }) => this.#add({ note: `The server couldn't subscribe the feed: ${message ?? reason}` }),
    });
    if (this.isFiltered) {
      // Many of them come at a time; the state isn't theirs.
      source.addEventListener("change", ({ detail }) => source === this.#source && this.#addChange(detail));
    }
  }

  #on(target, isCurrent, listeners) {
    for (const [type, listener] of Object.entries(listeners)) {
      target.addEventListener(type, ({ detail }) => {
        if (isCurrent()) {
          listener(detail);
          this.#tellState();
        }
      });
    }
  }

  clear() {
    this.entries = [];
    this.dispatchEvent(new Event("cleared"));
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
