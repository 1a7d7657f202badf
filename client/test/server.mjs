import assert from "node:assert/strict";

const POSITION = /^([A-Za-z0-9_-]{1,40})\.([0-9]{1,15})\.([A-Za-z0-9_-]{1,40})$/;
/** The one form of a filter that it knows. */
const FILTER = /^(\w+) = (:\w+)$/;
const FIELDS = ["filter", "names", "values", "attributes", "snapshot"];
const EPOCHS = ["0mb000001", "0mb000002", "0mb000003"];

/**
 * The log of a feed and the server that tells it, as docs/protocol.md describes both. It fails a test
 * whose client sends what the protocol doesn't have.
 */
export class Server {
  view = "v1";
  contiguous = true;
  /** The largest number of changes of a step of a replay, of a frame and of a replay. */
  step = 1_000;
  frame = 100;
  replayChanges = 20_000;
  /** The number up to which the log has expired. */
  expired = 0;
  /** A filtered subscription gets an empty message whenever the numbers pass a multiple of this. */
  fresh = 1_000;
  /** The names of the subscriptions that were ended. */
  unsubscribed = [];
  /** Each request to subscribe, with its `socket`. */
  requests = [];
  /** The frames of a snapshot of a view, without what all have; a test replaces it. */
  snapshot = () => [{ items: [], last: true }];
  /** Sends the answers to a request; a test replaces it to lose, delay or reorder them. */
  answer = (socket, messages) => messages.forEach((message) => socket.receive(message));
  #epoch = 0;
  #log = [];
  #sent = 0; // the largest number that was broadcast
  #sockets = new Map(); // those that have subscribed, with their subscriptions by name

  get epoch() {
    return EPOCHS[this.#epoch];
  }

  get end() {
    return this.#log.length;
  }

  position(number = this.end, view = this.view) {
    return `${this.epoch}.${number}.${view}`;
  }

  /** Appends changes and tells whoever has subscribed. */
  commit(...changes) {
    const from = this.append(...changes);
    this.broadcast(from);
  }

  /** Appends changes, which nobody is told yet; returns the number of the first. */
  append(...changes) {
    const from = this.end + 1;
    changes.forEach((change) => this.#log.push({ seq: this.end + 1, ...change }));
    return from;
  }

  /** Appends that a record could not be decoded, and tells whoever has subscribed. */
  reset() {
    this.broadcast(this.appendReset());
  }

  /** Appends that a record could not be decoded, which nobody is told yet; returns its number. */
  appendReset() {
    return this.#log.push({ reset: "record" });
  }

  /** Begins a new epoch, which nobody is told yet. */
  renew() {
    this.#epoch++;
    this.#log = [{ reset: "epoch" }];
    this.#sent = 0;
  }

  /**
   * Tells a range of the log to whoever has subscribed: what several see alike, once. Filtered
   * subscriptions are told what nobody has been told yet as well: they wouldn't notice a gap, and
   * the real server leaves none.
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

  /** A frame of consecutive changes. */
  changes(from, to, more) {
    const changes = this.#log.slice(from - 1, to);
    return { type: "changes", subs: ["a"], epoch: this.epoch, from, to, ...more, changes };
  }

  /** The changes of a range as a filter shows them. */
  seen({ filter, values }, from = 1, to = this.end) {
    return this.#log.slice(from - 1, to).flatMap((change) => seen(change, filter, values) ?? []);
  }

  /** Whether all who get a message notice by its numbers that one before it is missing. */
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
    assert.deepEqual(Object.keys(view).filter((name) => !FIELDS.includes(name)), []);
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

  /** Why a position can't be resumed from; undefined if it can. */
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
   * The last reset of a range, if there is one, and frames of what follows it, to subscriptions of
   * one view. A filtered one gets those with a change for it, and those that keep its position fresh.
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

/** Those of a view together. */
function grouped(subscriptions) {
  const views = new Map();
  subscriptions.forEach((one) => views.set(one.view, [...(views.get(one.view) ?? []), one]));
  return views;
}

/** What a filter shows of a change: the table of docs/filters.md. */
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
