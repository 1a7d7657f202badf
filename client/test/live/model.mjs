import assert from "node:assert/strict";
import { seeded } from "../random.mjs";

const SECOND = 1_000;
const START = Date.UTC(2026, 10, 27, 5);
export const ABSENT = "absent";

/**
 * A table, its stream that lags, the log, and the subscription of one client, as a seed decides. The
 * clocks of the stream and of the snapshots differ by up to five seconds, and a change tells its time
 * to the second.
 */
export class Model {
  now = START;
  /** The subscription that the query has; a connection is between both. */
  subscription = Object.assign(new EventTarget(), { state: "connecting", close() {} });
  #random;
  #versions = 0;
  #table = new Map(); // the item of each id, where there is one
  #states = new Map(); // all that a query would have shown of an id, in order
  #shards = [[], []]; // what the log doesn't have yet
  #log = [];
  #sent; // the number up to which the client has what the log has
  #snapshots = 0;
  #reads = []; // of items too large for a message, that are on their way

  /**
   * @param options `recurs`: items have the same values again, and reads may fail; `hasLarge`: some
   *     changes and items are too large for a message; `readsNone`: the page doesn't read those;
   *     `readsMore`: it reads more of their attributes; `resets`: parts of the log get lost
   */
  constructor(seed, options = {}) {
    this.#random = seeded(seed);
    this.options = options;
    this.skew = (this.#random() - 0.5) * 10 * SECOND;
    this.lags = [0, 0].map(() => this.#random() ** 2 * 20 * SECOND);
    if (options.hasLarge && !options.readsNone) {
      this.subscription.fetchItem = ({ id }) =>
        new Promise((resolve, reject) => {
          const early = this.chance(0.5) ? { item: this.#read(id) } : undefined;
          this.#reads.push({ id, early, resolve, reject });
        });
    }
  }

  chance(share) {
    return this.#random() < share;
  }

  upTo(most) {
    return 1 + Math.floor(this.#random() * most);
  }

  get ids() {
    return ["a", "b", "c", "d"];
  }

  /** All that a query shows of an item at a time, as text. */
  states(id) {
    return this.#states.get(id) ?? [ABSENT];
  }

  write(id = this.ids[this.upTo(4) - 1]) {
    const old = this.#table.get(id);
    const n = this.options.recurs ? this.upTo(2) : ++this.#versions;
    const item = this.chance(0.3) ? undefined : { id, room: this.chance(0.8) ? "lobby" : "bar", n };
    if (!old && !item) {
      return;
    }
    this.#table.set(id, item);
    this.#states.set(id, [...this.states(id), shown(visible(item))]);
    const at = new Date(Math.floor((this.now + this.skew) / SECOND) * SECOND).toISOString();
    const isLarge = this.options.hasLarge && this.chance(0.3);
    this.#shards[id < "c" ? 0 : 1].push({ time: this.now, at, id, old, item, isLarge });
  }

  /** The log gets what its lag lets through. */
  append() {
    for (const [i, shard] of this.#shards.entries()) {
      const late = shard.findIndex(({ time }) => time + this.lags[i] > this.now);
      for (const record of shard.splice(0, late < 0 ? shard.length : late)) {
        this.#log.push(change(record));
      }
    }
  }

  /** The client gets what the log has, as far as it is subscribed. */
  deliver() {
    if (this.subscription.state === "open") {
      const end = this.#sent + this.upTo(4);
      this.#log.slice(this.#sent, end).forEach((each) => each && this.tell("change", each));
      this.#sent = Math.min(this.#log.length, end);
    }
  }

  /** A connection that is lost, and resumes without a snapshot. */
  cut() {
    if (this.subscription.state === "open") {
      this.subscription.state = "connecting";
      this.tell("close", { final: false });
      this.now += this.upTo(20) * SECOND;
      this.append();
      this.subscription.state = "open";
      this.tell("open");
    }
  }

  /** A part of the log is lost; the client hears of it, and has another snapshot in its time. */
  reset() {
    this.append();
    this.#log = this.#log.map(() => undefined);
    this.tell("resync", { reason: "epoch" });
    if (this.chance(0.5)) {
      this.write();
    }
    this.snapshot();
  }

  /** Subscribes: the end of the log is read, then the items, one after the other, while all goes on. */
  snapshot() {
    const end = this.#log.length;
    this.now += this.upTo(500);
    const began = new Date(this.now).toISOString();
    const items = [];
    for (const id of this.ids) {
      if (this.chance(0.3)) {
        this.write();
      }
      this.now += this.chance(0.1) ? this.upTo(3_000) : this.upTo(100);
      const item = visible(this.#table.get(id));
      const isLarge = this.options.hasLarge && this.chance(0.2);
      if (item) {
        items.push(isLarge ? { keys: { id }, truncated: true } : { keys: { id }, new: item });
      }
      this.append();
    }
    const ended = new Date(this.now).toISOString();
    this.now += this.upTo(2_000);
    this.append();
    if (this.#snapshots++ && this.chance(0.2)) {
      // Its connection was lost before it was complete.
      this.snapshot();
      return;
    }
    const half = this.upTo(items.length + 1) - 1;
    this.tell("items", { items: items.slice(0, half), began, ended });
    this.tell("items", { items: items.slice(half), began, ended, last: true });
    this.#sent = end;
    if (this.subscription.state !== "open") {
      this.subscription.state = "open";
      this.tell("open");
    }
  }

  /** A read of an item is answered, or fails. */
  answer() {
    const [read] = this.#reads.splice(0, 1);
    if (this.options.recurs && this.chance(0.1)) {
      read?.reject(new Error("no answer"));
    } else if (read) {
      read.resolve(read.early ? read.early.item : this.#read(read.id));
    }
  }

  /** With `readsMore`, a page has attributes that the query doesn't show. */
  #read(id) {
    const item = visible(this.#table.get(id));
    return item && { ...item, ...(this.options.readsMore && { more: true }) };
  }

  /** Time passes until nothing is under way any more. */
  rest() {
    this.now += 60 * SECOND;
    this.append();
    while (this.#sent < this.#log.length) {
      this.deliver();
    }
    this.answer();
  }

  /** What the query is now. */
  get expected() {
    return this.ids.flatMap((id) => visible(this.#table.get(id)) ?? []);
  }

  tell(type, detail) {
    this.subscription.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** A change as a filter shows it; undefined where it doesn't. */
function change({ at, id, old, item, isLarge }) {
  const [before, now] = [visible(old), visible(item)];
  if (!before && !now) {
    return undefined;
  }
  const event = !before ? "INSERT" : now ? "MODIFY" : "REMOVE";
  const told = { event, at, keys: { id } };
  if (isLarge) {
    return { ...told, truncated: true };
  }
  return { ...told, ...(now && { new: now }), ...(before && { old: before }) };
}

function visible(item) {
  return item?.room === "lobby" ? item : undefined;
}

function shown(item) {
  return item ? String(item.n ?? "large") : ABSENT;
}

/** What a client has seen of each item, in order. */
export class Watcher {
  #seen = new Map();
  #model;

  constructor(model, list) {
    this.#model = model;
    this.list = list;
    list.addEventListener("change", () => this.look());
  }

  look() {
    for (const id of this.#model.ids) {
      const state = shown(this.list.items.find((item) => item.id === id));
      const seen = this.#seen.get(id) ?? [];
      if (seen.at(-1) !== state) {
        this.#seen.set(id, [...seen, state]);
      }
    }
  }

  check() {
    for (const id of this.#model.ids) {
      const seen = (this.#seen.get(id) ?? []).filter((state) => state !== "large");
      const states = this.#model.states(id);
      const { hasLarge } = this.#model.options;
      assert.ok(isSubsequence(seen, states, hasLarge), `${id}: saw ${seen} of ${states}`);
    }
  }
}

/**
 * Returns whether an item's states as they were seen are a subsequence of those it had, with two
 * exceptions. An item that a snapshot doesn't have may appear once more as it was before, until its
 * removal is told. And a removal that was too large for a message applies to an item that has come
 * back.
 *
 * @param mayBlink whether there were such removals
 */
export function isSubsequence(seen, states, mayBlink) {
  let at = 0; // the latest state that was seen
  let again = -1; // the same, while the item appears as it was before
  seen.forEach((state, i) => {
    const next = states.indexOf(state, at);
    const before = state === ABSENT ? at : states.indexOf(state, again + 1);
    const comesBack = mayBlink && states.lastIndexOf(ABSENT, before) > 0;
    const appears = again >= 0 || seen[i - 1] === ABSENT || comesBack;
    if (next >= 0) {
      at = next;
      again = -1;
    } else if (state === ABSENT ? mayBlink || appears : appears && before >= 0) {
      again = state === ABSENT ? -1 : before;
    } else {
      at = Infinity;
    }
  });
  return at < Infinity;
}
