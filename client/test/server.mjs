import assert from "node:assert/strict";

const POSITION = /^([A-Za-z0-9_-]{1,40})\.([0-9]{1,15})\.([A-Za-z0-9_-]{1,40})$/;
/** The only form of filters that it supports. */
const FILTER = /^(\w+) = (:\w+)$/;
const FIELDS = ["filter", "names", "values", "attributes", "snapshot"];
const EPOCHS = ["0mb000001", "0mb000002", "0mb000003"];

/**
 * The log of a feed and its server, as in docs/protocol.md. It fails the test if its client violates
 * the protocol.
 */
export class Server {
  view = "v1";
  contiguous = true;
  /** The limit of changes in a step of a replay, in a frame and in a replay. */
  step = 1_000;
  frame = 100;
  replayChanges = 20_000;
  /** The last number that has expired. */
  expired = 0;
  /** The numbers at whose multiples filtered subscriptions get an empty message. */
  fresh = 1_000;
  /** Names of subscriptions that have ended. */
  unsubscribed = [];
  /** All requests to subscribe, with their `socket`. */
  requests = [];
  /** Returns the frames of a snapshot of a view, without common fields. Tests replace it. */
  snapshot = () => [{ items: [], last: true }];
  /** Sends the answers to a request. Tests replace it to lose, delay or reorder them. */
  answer = (socket, messages) => messages.forEach((message) => socket.receive(message));
  #epoch = 0;
  #log = [];
  #sent = 0; // the largest number broadcast
  #sockets = new Map(); // with their subscriptions by name

  get epoch() {
    return EPOCHS[this.#epoch];
  }

  get end() {
    return this.#log.length;
  }

  position(number = this.end, view = this.view) {
    return `${this.epoch}.${number}.${view}`;
  }

  /** Appends changes and broadcasts them. */
  commit(...changes) {
    const from = this.append(...changes);
    this.broadcast(from);
  }

  /** Appends changes without a broadcast, and returns the number of the first. */
  append(...changes) {
    const from = this.end + 1;
    changes.forEach((change) => this.#log.push({ seq: this.end + 1, ...change }));
    return from;
  }

  /** Appends a reset for a record that can't be decoded, and broadcasts it. */
  reset() {
    this.broadcast(this.appendReset());
  }

  /** Appends such a reset without a broadcast, and returns its number. */
  appendReset() {
    return this.#log.push({ reset: "record" });
  }

  /** Starts a new epoch without a broadcast. */
  renew() {
    this.#epoch++;
    this.#log = [{ reset: "epoch" }];
    this.#sent = 0;
  }

  /**
   * Broadcasts a range of the log: one message for equal views. Filtered subscriptions also get
   * everything not broadcast before, because they can't detect gaps and the real server leaves none.
   */
  broadcast(from = 1, to = this.end) {
    const next = this.#sent + 1;
    this.#sent = Math.max(this.#sent, to);
    for (const [socket, all] of this.#sockets) {
      for (const alike of socket.readyState === 1 ? grouped(active(all)).values() : []) {
        const first = alike[0].filter ? Math.min(from, next) : from;
        this.#messages(alike, { from: first, to }).forEach((message) => socket.receive(message));
      }
    }
  }

  /** Returns a frame of consecutive changes. */
  changes(from, to, more) {
    const changes = this.#log.slice(from - 1, to);
    return { type: "changes", subs: ["a"], epoch: this.epoch, from, to, ...more, changes };
  }

  /** Returns the changes of a range that a filter shows. */
  seen({ filter, values }, from = 1, to = this.end) {
    return this.#log.slice(from - 1, to).flatMap((change) => seen(change, filter, values) ?? []);
  }

  /** Returns whether all subscriptions of a message detect a gap by its numbers. */
  isContiguous(socket, { subs }) {
    return this.contiguous && subs.every((sub) => !this.#sockets.get(socket).get(sub).filter);
  }

  receive(socket, message) {
    const { action, sub, rev, after, ...view } = message;
    const all = this.#sockets.get(socket) ?? new Map();
    this.#sockets.set(socket, all);
    assert.match(sub, /^[A-Za-z0-9_-]{1,8}$/);
    assert.ok(Number.isInteger(rev) && rev < 1e9 && rev > (all.get(sub)?.rev ?? 0), `rev ${rev}`);
    assert.equal(socket.readyState, 1, "it is sent while the connection is open");
    assert.equal(socket.protocols[0], "tablecast");
    if (action === "unsubscribe") {
      assert.deepEqual(message, { action, sub, rev });
      this.unsubscribed.push(sub);
      all.set(sub, { rev });
      return;
    }
    assert.equal(action, "subscribe");
    assert.ok(after === undefined || POSITION.test(after), `after ${after}`);
    assert.deepEqual(
      Object.keys(view).filter((name) => !FIELDS.includes(name)),
      [],
    );
    this.requests.push({ ...message, socket });
    const answers = this.#subscribe(all, { sub, rev, after, view });
    queueMicrotask(() => this.answer(socket, answers));
  }

  #subscribe(all, { sub, rev, after, view: { filter, values, snapshot } }) {
    const error = (more) => [{ type: "error", sub, rev, ...more }];
    if (filter !== undefined && !FILTER.test(filter)) {
      const position = filter.search(/[^\w =:]|$/);
      return error({ reason: "filter", message: `found ${filter[position] ?? "the end"}`, position });
    }
    if (active(all).filter((other) => other.sub !== sub).length === 5) {
      return error({ reason: "subscriptions", message: "a connection has at most 5 subscriptions" });
    }
    const view = [this.view, ...(filter ? [FILTER.exec(filter)[1], ...Object.values(values)] : [])];
    const one = { sub, rev, filter, values, snapshot, view: view.join("_").replaceAll(/\W/g, "") };
    all.set(sub, one);
    return this.#answers(one, after);
  }

  #answers(one, after) {
    const { sub, rev, view, filter } = one;
    const end = this.position(this.end, view);
    const to = (type, position, more) => ({ type, sub, rev, position, ...more });
    const contiguous = this.contiguous && !filter;
    const frames = one.snapshot ? this.snapshot(one).map((frame) => ({ type: "items", sub, rev, ...frame })) : [];
    if (after === undefined) {
      return [to("subscribed", end, { contiguous }), ...frames, to("live", end)];
    }
    const [, epoch, digits, viewBefore] = POSITION.exec(after);
    const number = Number(digits);
    const startOver = (reason) => [
      to("subscribed", end, { contiguous }),
      to("reset", end, { reason }),
      ...frames,
      to("live", end),
    ];
    const refused = this.#refusal({ epoch, number, view: viewBefore }, view);
    if (refused) {
      return startOver(refused);
    }
    const last = Math.min(this.end, number + this.step);
    const replay = this.#messages([one], { from: number + 1, to: last, replay: true });
    if (replay[0]?.type === "reset") {
      return startOver(replay[0].reason);
    }
    const done = last < this.end ? to("more", this.position(last, view)) : to("live", end);
    return [to("subscribed", after, { contiguous }), ...replay, done];
  }

  /** Returns the reason against resuming from a position, if any. */
  #refusal({ epoch, number, view }, wanted) {
    if (epoch !== this.epoch) {
      return "epoch";
    } else if (number > this.end || number < this.expired) {
      return "expired";
    } else if (view !== wanted) {
      return "view";
    }
    return this.end - number > this.replayChanges ? "limit" : undefined;
  }

  /**
   * Returns the last reset of a range, if any, and frames of the changes after it, for subscriptions of
   * one view. Filtered ones get only frames with a change for them, and those that keep their position
   * fresh.
   */
  #messages(to, { from, to: last, replay }) {
    const [{ filter, values, view }] = to;
    const messages = [];
    let first = from;
    for (let number = from; number <= last; number++) {
      const { reset: reason } = this.#log[number - 1];
      if (reason) {
        const position = this.position(number, view);
        to.forEach(({ sub, rev }, i) => (messages[i] = { type: "reset", sub, rev, reason, position }));
        first = number + 1;
      }
    }
    const subs = to.map(({ sub }) => sub);
    for (let start = first; start <= last; start += this.frame) {
      const end = Math.min(last, start + this.frame - 1);
      const changes = this.seen({ filter, values }, start, end);
      const isFresh = Math.floor(end / this.fresh) > Math.floor((start - 1) / this.fresh);
      if (!filter || changes.length > 0 || isFresh) {
        messages.push({ ...this.changes(start, end, replay && { replay }), subs, changes });
      }
    }
    return messages;
  }
}

const active = (all) => [...all.values()].filter(({ view }) => view);

/** Groups subscriptions by view. */
function grouped(subscriptions) {
  const views = new Map();
  subscriptions.forEach((one) => views.set(one.view, [...(views.get(one.view) ?? []), one]));
  return views;
}

/** Returns a change as a filter shows it. See the table in docs/filters.md. */
function seen(change, filter, values) {
  if (!filter || change.reset) {
    return change;
  }
  const [, name, value] = FILTER.exec(filter);
  const [before, after] = [change.old, change.new].map((item) => item?.[name] === values[value] && !!item);
  const { old, new: item, ...others } = change;
  if (before && after) {
    return change;
  } else if (after) {
    return { ...others, event: "INSERT", new: item, ...(old && { enter: true }) };
  }
  return before ? { ...others, event: "REMOVE", old, ...(item && { leave: true }) } : undefined;
}
