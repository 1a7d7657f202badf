/*! Tablecast, Apache-2.0. See docs/client.md and docs/protocol.md. */

const SECOND = 1_000;
const TIMEOUT = 30 * SECOND; // of a subscribe
const PATIENCE = 10 * SECOND; // with fetchItem
const CALM = 60 * SECOND; // until delays start over
const POSITION = /^([\w-]+)\.(\d{1,15})\.([\w-]+)$/;
const NOWHERE = "0.0.0"; // before every epoch

/** A subscription, as pages see it. */
export class Subscription extends EventTarget {
  #reader;

  constructor(reader) {
    super();
    reader.target = this;
    this.#reader = reader;
  }

  get state() {
    return this.#reader.shown();
  }

  get position() {
    return this.#reader.position();
  }

  get fetchItem() {
    return this.#reader.feed.options.fetchItem;
  }

  close() {
    this.#reader.end("ended");
  }

  [Symbol.asyncIterator]() {
    return this.#reader.iterate();
  }
}

/** The state of a subscription on all connections. */
export class Reader {
  state = "connecting";
  filling = new Map(); // changes that wait for an item, by key
  unfilled = 0; // their number
  queues = new Set(); // changes that wait for iterators

  constructor(feed, name, position, request) {
    this.feed = feed;
    this.name = name;
    this.place = position ? (parse(position) ?? parse(NOWHERE)) : undefined;
    this.request = request;
    this.wanted = !!request;
    this.due = !position && request?.snapshot; // a snapshot
  }

  position() {
    let place = this.due ? undefined : this.place;
    for (const [waiting] of [...this.filling.values(), ...this.queues]) {
      if (waiting?.seq <= place?.number) {
        place = { ...place, number: waiting.seq - 1 };
      }
    }
    return text(place);
  }

  async *iterate() {
    const queue = [];
    this.queues.add(queue);
    try {
      while (queue.length || this.state !== "closed") {
        if (queue.length) {
          yield queue.shift();
        } else {
          await new Promise((wake) => (queue.wake = wake));
        }
      }
    } finally {
      this.queues.delete(queue);
    }
    if (this.error) {
      throw this.error;
    }
  }

  /** Returns the state for the page. */
  shown() {
    const { feed, state } = this;
    return state !== "connecting" || feed.links.length ? state : feed.offline() ? "offline" : "waiting";
  }

  opened() {
    if (this.state === "connecting") {
      this.state = "open";
      this.tell("open");
    }
  }

  /** Delivers a change, behind earlier ones of its item that wait. */
  fill(change, key) {
    const before = this.filling.get(key);
    if (before) {
      before.push(change);
    } else if (this.lacks(change)) {
      this.filling.set(key, [change]);
      this.fetch(key);
    } else {
      this.deliver(change);
      return;
    }
    if (++this.unfilled > this.feed.buffer) {
      this.resync("overflow");
    }
  }

  /** Returns whether to fetch the item. With a snapshot, that is up to the page. */
  lacks({ truncated, event }) {
    return this.target.fetchItem && !this.request?.snapshot && truncated && event !== "REMOVE";
  }

  async fetch(key) {
    const { filling } = this;
    const waiting = filling.get(key);
    while (waiting.length) {
      let [change] = waiting;
      if (this.lacks(change)) {
        const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
        try {
          const item = await Promise.race([this.target.fetchItem(change.keys), late]);
          change = item ? { ...change, new: item, truncated: false } : change;
        } catch {
          // The change stays truncated.
        }
      }
      if (filling !== this.filling || this.state === "closed") {
        return;
      }
      waiting.shift();
      this.unfilled--;
      this.deliver(change);
    }
    filling.delete(key);
  }

  deliver(change) {
    this.tell("change", change);
    for (const queue of this.queues) {
      if (queue.push(change) > this.feed.buffer) {
        this.resync("overflow");
      }
      queue.wake?.();
    }
  }

  /** Drops changes that wait, because the page reads newer items. */
  resync(reason) {
    this.filling = new Map();
    this.unfilled = 0;
    this.queues.forEach((queue) => queue.splice(0));
    this.due = this.request?.snapshot;
    if (this.due && reason === "overflow") {
      this.feed.main?.channels.get(this.name).again();
    }
    this.tell("resync", { reason });
  }

  end(reason, error) {
    if (this.state !== "closed") {
      this.state = "closed";
      this.error = error;
      this.feed.ended(this, reason, error);
      if (error) {
        this.tell("error", error, true);
      }
      this.tell("close", { reason, final: true }, true);
      this.queues.forEach((queue) => queue.wake?.());
    }
  }

  /** Returns true unless a listener prevented the default. */
  tell(type, detail, always) {
    const event = new CustomEvent(type, { detail, cancelable: true });
    return (!always && this.state === "closed") || this.target.dispatchEvent(event);
  }
}

/** A subscription on a connection. */
export class Channel {
  held = []; // live messages, until it is live
  frames = []; // of a snapshot, until then

  constructor(link, reader) {
    this.link = link;
    this.reader = reader;
    this.feed = reader.feed;
    link.channels.set(reader.name, this);
    this.begin();
  }

  begin() {
    const { feed, reader, link } = this;
    if (!link.open) {
      return;
    }
    if (reader.wanted) {
      this.subscribe();
      return;
    }
    this.live([]);
    if (feed.isText && feed.lost) {
      reader.resync(feed.lost);
    }
    feed.lost = "handover";
  }

  /** Replaces the timer. */
  later(run, delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(run, delay);
  }

  subscribe() {
    const { link, reader } = this;
    this.rev = ++link.rev;
    this.held = [];
    this.frames = [];
    this.contiguous = undefined;
    this.after = reader.due ? undefined : text(reader.place);
    this.later(() => {
      link.ping();
      this.feed.failed(link, { sub: reader.name, reason: "timeout", message: "no answer to subscribe" });
    }, TIMEOUT);
    const { name: sub, request } = reader;
    link.send({ ...request, action: "subscribe", sub, rev: this.rev, after: this.after });
  }

  /** Subscribes again, later. Ignores further answers to the last request. */
  again() {
    this.rev = ++this.link.rev;
    this.held = [];
    this.contiguous = undefined;
    this.later(() => this.subscribe(), this.feed.delay());
  }

  live(held) {
    const { feed, reader } = this;
    this.held = undefined;
    this.later(() => (feed.attempts = 0), CALM);
    feed.promote();
    reader.opened();
    held.forEach((each) => this.changes(each));
  }

  answered({ type, position, contiguous, reason }, place) {
    const { held, reader, after } = this;
    const at = reader.place;
    const isNews = isNewer(place, at);
    if (type === "reset") {
      if (isNews) {
        reader.place = place;
        reader.resync(reason);
        if (reader.due && !this.refused) {
          this.again();
        }
      }
    } else if (!held) {
      // A repetition.
    } else if (type === "subscribed") {
      this.contiguous = !!contiguous;
      this.refused = after && position !== after;
      if (this.refused) {
        // A reset follows.
        reader.place = parse(NOWHERE);
      }
    } else if (
      reader.due
        ? type !== "live" || !this.frames.at(-1)?.last
        : isNews && at && (this.contiguous || !after || place.epoch !== at.epoch)
    ) {
      // Something is missing.
      this.again();
    } else {
      const isDone = type === "live" && held.length <= this.feed.buffer;
      reader.place = reader.due || (isNews && (at || isDone)) ? place : at;
      reader.due = false;
      this.frames.splice(0).forEach((frame) => reader.tell("items", frame));
      if (isDone) {
        this.live(held);
      } else {
        this.subscribe();
      }
    }
  }

  changes(message) {
    const { epoch, from, to, changes, replay } = message;
    const { held, reader, feed } = this;
    const at = reader.place;
    if (held && !replay) {
      if (held.length <= feed.buffer) {
        held.push(message);
      }
    } else if (replay && this.contiguous === undefined) {
      // The answer to an earlier request: it may have gaps that go unnoticed.
    } else if (at && reader.state !== "closed" && isNewer({ epoch, number: to }, at)) {
      if (epoch !== at.epoch || (this.contiguous && from > at.number + 1)) {
        this.again();
        return;
      }
      for (const change of changes) {
        const key = JSON.stringify(change?.keys);
        if (reader.state === "closed") {
          return;
        } else if (key?.[0] !== "{") {
          feed.ignored++;
        } else if (change.seq > at.number) {
          at.number = change.seq;
          reader.fill(change, key);
        }
      }
      at.number = to;
    }
  }
}

export function parse(position) {
  const [, epoch, number, view] = POSITION.exec(position) ?? [];
  return epoch && { epoch, number: Number(number), view };
}

function text(place) {
  return place && `${place.epoch}.${place.number}.${place.view}`;
}

function isNewer(place, other) {
  return !other || place.epoch > other.epoch || (place.epoch === other.epoch && place.number > other.number);
}
