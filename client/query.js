/*! Tablecast, Apache-2.0. See docs/live-queries.md. */

const TIMEOUT = 10_000; // of fetchItem, and its result then
const SKEW = 6_000; // of clocks and rounded times
const RANKS = ["boolean", "number", "string", "object"];

/** The items that match, kept up to date. */
class LiveQuery extends EventTarget {
  #subscription;
  #compare;
  #limit;
  state = "loading";
  error;
  items = Object.freeze([]);
  #entries = new Map(); // by key
  #sorted = [];
  #fresh = []; // to be sorted
  #reads = new Map(); // by key
  #began; // of the snapshot
  #ended;
  #isDue = true;
  #staged = [];
  #inbox = [];
  #waiting = [];

  constructor(feed, { sort = [], limit = Infinity, signal, ...rest } = {}) {
    super();
    check("limit", limit, limit > 0 && (limit % 1 === 0 || limit === Infinity), "a whole number from 1");
    this.#compare = comparator(sort);
    this.#limit = limit;
    const subscription = (this.#subscription = feed.subscribe({ ...rest, snapshot: true, position: null }));
    const on = (type, run) => subscription.addEventListener(type, ({ detail }) => run(detail));
    on("items", (frame) => this.#stage(frame));
    on("change", (change) => this.#isDue || this.#wake(change));
    on("open", () => this.#wake());
    on("close", ({ final }) => (final ? this.#end() : this.#wake()));
    on("error", (error) => {
      this.error = error;
      this.#tell("error", error);
    });
    on("resync", (detail) => {
      this.#isDue = true;
      this.#staged = [];
      this.#wake();
      this.#tell("reset", detail);
    });
    const ending = new AbortController();
    signal?.addEventListener("abort", () => this.close(), ending);
    this.addEventListener("close", () => ending.abort());
    if (signal?.aborted) {
      this.close();
    } else if (subscription.state === "closed") {
      this.#end();
    }
  }

  get(keys) {
    return this.#entries.get(textOf(keys))?.item;
  }

  close() {
    this.#subscription.close();
  }

  async *[Symbol.asyncIterator]() {
    for (let told; ;) {
      if (this.#began && told !== this.items) {
        yield (told = this.items);
      } else if (this.state === "closed") {
        break;
      } else {
        await new Promise((wake) => this.#waiting.push(wake));
      }
    }
    if (this.error?.final) {
      throw this.error;
    }
  }

  #stage({ items, began, ended, last }) {
    if (this.#isDue) {
      this.#staged.push(...items);
      if (last) {
        this.#isDue = false;
        this.#wake({ items: this.#staged, began, ended });
        this.#staged = [];
      }
    }
  }

  /** Combines all messages of a task. */
  #wake(...news) {
    if (!this.#inbox.length) {
      queueMicrotask(() => this.#flush());
    }
    this.#inbox.push(...news, {});
  }

  #flush() {
    for (const each of this.#inbox.splice(0)) {
      if (each.items) {
        this.#replace(each);
      } else if (each.keys) {
        this.#apply(each);
      }
    }
    const { items, state: before } = this;
    if (before !== "closed") {
      this.#publish();
      const isLive = !this.#isDue && this.#subscription.state === "open";
      this.state = isLive ? "live" : this.#began ? "stale" : "loading";
      this.error = isLive ? undefined : this.error;
      if (this.items !== items) {
        this.#tell("change", this.items);
      }
      if (this.state !== before) {
        this.#tell("state", this.state);
        if (before === "loading") {
          this.#tell("ready", this.items);
        }
      }
    }
  }

  #replace({ items, began, ended }) {
    const before = this.#entries;
    this.#began = Date.parse(began);
    this.#ended = Date.parse(ended);
    this.#reads.clear();
    this.#entries = new Map();
    for (const { keys, new: image, truncated } of items) {
      const key = textOf(keys);
      if (before.has(key)) {
        this.#entries.set(key, before.get(key));
      }
      this.#put(key, keys, image, truncated, truncated);
    }
  }

  /** See "Consistency" in docs/live-queries.md. */
  #apply({ event, at, keys, new: image, old, truncated }) {
    const time = Date.parse(at);
    if (time + SKEW < this.#began) {
      return;
    }
    const isLater = time > this.#ended + SKEW;
    const key = textOf(keys);
    const entry = this.#entries.get(key);
    const read = this.#reads.get(key);
    const isIts = (state) => state && textOf({ ...keys, ...state }) === textOf(entry.item);
    const isSure = !entry || entry.isSure || (isLater && !entry.isRead);
    if (event === "REMOVE") {
      if (isSure || read || entry.isRead || !old || isIts(old)) {
        this.#reads.delete(key);
        this.#entries.delete(key);
      }
    } else if (!entry && event === "MODIFY" && !isLater) {
      // Its removal follows.
    } else if (read) {
      read.again = true;
    } else if (isSure || truncated || isIts(image) || (old ? isIts(old) : event === "MODIFY" || !image)) {
      this.#put(key, keys, image, truncated, true);
    } else if (entry.isRead) {
      this.#read(key, keys);
    }
  }

  #put(key, keys, image, truncated, isSure, isRead) {
    const known = this.#entries.get(key);
    if (truncated && this.#subscription.fetchItem) {
      this.#read(key, keys);
      if (known) {
        return;
      }
    }
    const item = frozen({ ...keys, ...image });
    const entry = known && textOf(item) === textOf(known.item) ? known : { key, keys, item };
    Object.assign(entry, { isSure, isRead });
    if (entry !== known) {
      this.#entries.set(key, entry);
      this.#fresh.push(entry);
    }
  }

  /** Reads an item until it stays unchanged meanwhile. */
  async #read(key, keys) {
    const read = { again: true };
    this.#reads.set(key, read);
    while (read.again) {
      read.again = false;
      const late = new Promise((resolve) => setTimeout(resolve, TIMEOUT, TIMEOUT));
      const fetching = (async () => this.#subscription.fetchItem(keys))().catch(() => TIMEOUT);
      const item = await Promise.race([fetching, late]);
      if (this.#reads.get(key) !== read) {
        return;
      }
      // It may be newer than the changes that come next.
      this.#put(key, keys, item, false, item === TIMEOUT, item !== TIMEOUT);
      this.#wake();
    }
    this.#reads.delete(key);
  }

  #publish() {
    const isIn = (entry) => this.#entries.get(entry.key) === entry;
    const sorted = (this.#sorted = this.#sorted.filter(isIn));
    for (const entry of this.#fresh.splice(0).filter(isIn).sort(this.#compare)) {
      let at = 0;
      for (let end = sorted.length; at < end;) {
        const middle = (at + end) >> 1;
        [at, end] = this.#compare(sorted[middle], entry) < 0 ? [middle + 1, end] : [at, middle];
      }
      sorted.splice(at, 0, entry);
    }
    const before = this.items;
    const items = this.#sorted.slice(0, this.#limit).map(({ item }) => item);
    if (before.length !== items.length || items.some((item, i) => item !== before[i])) {
      this.items = Object.freeze(items);
    }
  }

  #end() {
    this.state = "closed";
    this.#reads.clear();
    this.#tell("state", "closed");
    this.#tell("close");
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
    this.#waiting.splice(0).forEach((wake) => wake());
  }
}

export function query(feed, options) {
  return new LiveQuery(feed, options);
}

/** Returns equal text for equal attributes. */
function textOf(attributes) {
  return JSON.stringify(Object.entries(attributes).sort());
}

function frozen(item) {
  return JSON.parse(JSON.stringify(item), (name, value) => Object.freeze(value));
}

/** Orders equal entries by key. */
function comparator(sort) {
  const isOwn = typeof sort === "function";
  const orders = isOwn
    ? []
    : [sort].flat().flatMap((by) => (typeof by === "string" ? [[by, "asc"]] : Object.entries(by)));
  for (const [name, order] of orders) {
    check(`sort: ${name}`, order, /^(a|de)sc$/.test(order), '"asc" or "desc"');
  }
  return (one, other) => {
    let result = isOwn && sort(one.item, other.item);
    for (const [name, order] of orders) {
      result ||= compare(one.item, other.item, name, order);
    }
    for (const name of result ? [] : Object.keys(one.keys).sort()) {
      result ||= compare(one.keys, other.keys, name);
    }
    return result;
  };
}

/** Puts missing and null values last. */
function compare(one, other, name, order) {
  const [a, b] = [one, other].map((item) => (Object.hasOwn(item, name) ? item[name] : null));
  if (a === null || b === null) {
    return (a === null) - (b === null);
  }
  const rank = RANKS.indexOf(typeof a);
  const result = rank - RANKS.indexOf(typeof b) || (rank < 3 && (a > b) - (a < b));
  return order === "desc" ? -result : result;
}

function check(name, found, valid, allowed) {
  if (!valid) {
    throw new TypeError(`${name}: found ${found}, must be ${allowed}`);
  }
}
