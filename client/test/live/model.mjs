import assert from "node:assert/strict";
import { seeded } from "../random.mjs";

const SECOND = 1_000;
const START = Date.UTC(2026, 10, 27, 5);
export const ABSENT = "absent";

/**
 * A table, its lagging stream, the log, and the subscription of one client, all driven by a seed. The
 * clocks of the stream and of the snapshots differ by up to five seconds, and changes have times in
 * whole seconds.
 */
export class Model {
  now = START;
  /** The subscription of the query, behind a connection. */
  subscription = Object.assign(new EventTarget(), { state: "connecting", close() {} });
  #random;
  #versions = 0;
  #table = new Map(); // existing items by id
  #states = new Map(); // all states of an id that a query should have shown, in order
  #shards = [[], []]; // changes that the log lacks
  #log = [];
  #sent; // the number up to which the client has the log
  #snapshots = 0;
  #reads = []; // of items too large for a message, in progress

  /**
   * Creates a model.
   *
   * @param options `recurs`: items take the same values repeatedly, and reads may fail; `hasLarge`:
   *     some changes and items are too large for a message; `readsNone`: the page doesn't read those;
   *     `readsMore`: reads return more attributes; `resets`: parts of the log get lost
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

  /** Returns all states of an item that a query should show, as text. */
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

  /** Appends changes to the log as far as its lag permits. */
  append() {
    for (const [i, shard] of this.#shards.entries()) {
      const late = shard.findIndex(({ time }) => time + this.lags[i] > this.now);
      for (const record of shard.splice(0, late < 0 ? shard.length : late)) {
        this.#log.push(change(record));
      }
    }
  }

  /** Delivers the log to the client as far as it is subscribed. */
  deliver() {
    if (this.subscription.state === "open") {
      const end = this.#sent + this.upTo(4);
      this.#log.slice(this.#sent, end).forEach((each) => each && this.tell("change", each));
      this.#sent = Math.min(this.#log.length, end);
    }
  }

  /** Cuts the connection, which resumes without a snapshot. */
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

  /** Drops a part of the log. The client is notified and gets another snapshot later. */
  reset() {
    this.append();
    this.#log = this.#log.map(() => undefined);
    this.tell("resync", { reason: "epoch" });
    if (this.chance(0.5)) {
      this.write();
    }
    this.snapshot();
  }

  /** Subscribes: reads the end of the log, then one item after the other, while everything else continues. */
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
      // The connection was lost before the snapshot was complete.
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

  /** Answers or fails a read of an item. */
  answer() {
    const [read] = this.#reads.splice(0, 1);
    if (this.options.recurs && this.chance(0.1)) {
      read?.reject(new Error("no answer"));
    } else if (read) {
      read.resolve(read.early ? read.early.item : this.#read(read.id));
    }
  }

  /** Reads an item. With `readsMore` it has attributes that the query does not show. */
  #read(id) {
    const item = visible(this.#table.get(id));
    return item && { ...item, ...(this.options.readsMore && { more: true }) };
  }

  /** Lets time pass until nothing is in progress. */
  rest() {
    this.now += 60 * SECOND;
    this.append();
    while (this.#sent < this.#log.length) {
      this.deliver();
    }
    this.answer();
  }

  /** Returns the correct result of the query. */
  get expected() {
    return this.ids.flatMap((id) => visible(this.#table.get(id)) ?? []);
  }

  tell(type, detail) {
    this.subscription.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Returns a change as a filter shows it; undefined if it is hidden. */
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

/** The states of each item that a client has seen, in order. */
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
 * Returns whether the states of an item that were seen are a subsequence of those it had, with two
 * exceptions. An item that is missing in a snapshot may reappear with its earlier state until its
 * removal arrives. And a removal that was too large for a message also removes an item that was
 * inserted again.
 *
 * @param mayBlink true if there were such removals
 */
export function isSubsequence(seen, states, mayBlink) {
  let at = 0; // index of the latest state seen
  let again = -1; // the same while the item reappears with an earlier state
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
