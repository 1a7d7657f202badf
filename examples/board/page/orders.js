// The live list, with the page's own writes on top until the feed confirms them.

import { query } from "./tablecast/query.js";

const SECOND = 1_000;
const LONGEST = 15 * SECOND; // between two attempts to reach the server
const PATIENCE = 60 * SECOND; // with a change that the server has saved

/**
 * The orders of a view. Its events are `change`, when `rows` or `state` differ, and `refused`, when the
 * server refuses a write.
 */
export class Orders extends EventTarget {
  #feed;
  #token;
  #shown; // the visible list with its view
  #next; // its replacement, once that is loaded
  #writes = new Map(); // by id, oldest first
  #turns = new Map(); // of the writes of an order, by its id
  #wakers = new Set();
  #closing = new AbortController();

  constructor(feed, token) {
    super();
    this.#feed = feed;
    this.#token = token;
    addEventListener("online", () => this.#wake(), { signal: this.#closing.signal });
  }

  /** Chooses other orders or another sort order. The visible list stays until the next one is loaded. */
  show({ status, text, sort }) {
    const search = text.trim().toLowerCase();
    const conditions = [status && "#status = :status", search && "contains(#search, :search)"].filter(Boolean);
    const list = query(this.#feed, {
      ...(conditions.length && {
        filter: conditions.join(" AND "),
        names: { ...(status && { "#status": "status" }), ...(search && { "#search": "search" }) },
        values: { ...(status && { ":status": status }), ...(search && { ":search": search }) },
      }),
      sort,
    });
    const matches = (order) =>
      (!status || order.status === status) &&
      (!search || `${order.customer} ${order.goods}`.toLowerCase().includes(search));
    const next = { list, matches };
    const before = this.#next;
    this.#next = next;
    before?.list.close();
    for (const type of ["change", "state", "error", "ready", "close"]) {
      list.addEventListener(type, () => this.#heard(next, type));
    }
    this.#tell("change");
  }

  /** Returns the state of the list: `loading`, `live`, `stale` or `closed`. See docs/live-queries.md. */
  get state() {
    return (this.#shown ?? this.#next).list.state;
  }

  get error() {
    return (this.#shown ?? this.#next).list.error;
  }

  /** Returns whether another view is loading. */
  get isBusy() {
    return Boolean(this.#next);
  }

  /** Returns the number of writes without an answer. */
  get waiting() {
    return [...this.#writes.values()].filter(({ saved }) => !saved).length;
  }

  /**
   * Returns the orders to show. An unconfirmed one has `write`: `saving`, or `waiting` while the server
   * is unreachable.
   */
  get rows() {
    if (!this.#shown) {
      return [];
    }
    const { list, matches } = this.#shown;
    const rows = [];
    for (const { order, isNew } of this.#writes.values()) {
      if (isNew && !find(list, order)) {
        rows.unshift(order);
      }
    }
    return [...rows, ...list.items].map((order) => this.#written(order)).filter((row) => !row.pending || matches(row));
  }

  place({ customer, goods, cents, isForManagers }, { tenant, name }) {
    const id = crypto.randomUUID();
    const placed = new Date().toISOString();
    const order = { tenant, id, customer, goods, cents, status: "new", placed, changed: placed, by: name };
    this.#add({
      order,
      isNew: true,
      patch: {},
      path: "/api/orders",
      body: { id, customer, goods, cents, isForManagers },
    });
  }

  move(order, to, { name }) {
    const patch = { status: to, changed: new Date().toISOString(), by: name };
    this.#add({ order, patch, path: `/api/orders/${order.id}/status`, body: { from: order.status, to } });
  }

  close() {
    const { list } = this.#shown ?? {};
    this.#closing.abort();
    this.#writes.clear();
    this.#next?.list.close();
    list?.close();
    this.#wake();
  }

  #heard(view, type) {
    if (view === this.#next && (type === "ready" || type === "close")) {
      this.#next = undefined;
      this.#shown?.list.close();
      this.#shown = view;
    }
    if (view === this.#shown || !this.#shown) {
      this.#settle();
    }
  }

  #written(order) {
    const writes = [...this.#writes.values()].filter((write) => write.order.id === order.id);
    return writes.length
      ? Object.assign({}, order, ...writes.map(({ patch }) => patch), {
          pending: writes.some(({ isWaiting }) => isWaiting) ? "waiting" : "saving",
        })
      : order;
  }

  /** Queues a write. Writes of an order are sent one at a time. */
  #add(write) {
    write.id = crypto.randomUUID();
    this.#writes.set(write.id, write);
    const { id } = write.order;
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(() => this.#send(write));
    this.#turns.set(id, turn);
    turn.then(() => this.#turns.get(id) === turn && this.#turns.delete(id));
    this.#tell("change");
  }

  /** Sends a write until there is an answer. The server applies a repeated write once. */
  async #send(write) {
    for (let attempt = 0; this.#writes.has(write.id); attempt++) {
      const response = await this.#post(write).catch(() => undefined);
      const answer = await response?.json().catch(() => undefined);
      if (!this.#writes.has(write.id)) {
        return; // The feed confirmed the write before the server answered.
      } else if (answer && response.ok) {
        write.saved = answer;
        write.isWaiting = false;
        this.#settle();
        this.#forgetLater(write);
        return;
      } else if (answer && response.status < 500) {
        this.#writes.delete(write.id);
        this.#tell("change");
        this.#tell("refused", { write, message: answer.message });
        return;
      }
      write.isWaiting = true;
      this.#tell("change");
      await new Promise((wake) => {
        this.#wakers.add(wake);
        setTimeout(wake, Math.min(LONGEST, SECOND * 2 ** attempt));
      });
    }
  }

  async #post({ id, path, body }) {
    return fetch(path, {
      method: "POST",
      headers: { authorization: `Bearer ${await this.#token()}`, "content-type": "application/json" },
      body: JSON.stringify({ ...body, write: id }),
      signal: AbortSignal.timeout(LONGEST),
    });
  }

  #wake() {
    this.#wakers.forEach((wake) => wake());
    this.#wakers.clear();
  }

  /** Removes the writes that the list includes. */
  #settle() {
    if (this.state === "live" && this.#wakers.size) {
      this.#wake();
    }
    const unseen = new Set(); // new orders that the list lacks
    for (const write of this.#shown ? this.#writes.values() : []) {
      if (!unseen.has(write.order.id) && isConfirmed(write, this.#shown)) {
        this.#writes.delete(write.id);
      } else if (write.isNew) {
        unseen.add(write.order.id);
      }
    }
    this.#tell("change");
  }

  /** Removes a write after a while, because others may have moved the order out of the view already. */
  #forgetLater(write) {
    setTimeout(() => {
      if (this.state === "live") {
        this.#writes.delete(write.id);
        this.#tell("change");
      } else if (this.#writes.has(write.id)) {
        this.#forgetLater(write);
      }
    }, PATIENCE);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function find(list, { tenant, id }) {
  return list.get({ tenant, id });
}

/**
 * Returns whether the list includes a write: by its id or, if a later change replaced it, by the
 * version of the item.
 */
function isConfirmed({ id, order, isNew, patch, saved }, { list, matches }) {
  const item = find(list, order);
  if (item) {
    return isNew || item.write === id || item.version >= saved?.version;
  }
  return saved && !(isNew && matches({ ...order, ...patch }));
}
