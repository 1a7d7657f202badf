/*! Tablecast, Apache-2.0. See docs/client.md and docs/protocol.md. */

import { Channel, Reader, Subscription, parse } from "./subscription.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICK = 10 * SECOND;
const TIMEOUT = 3 * TICK; // of a handshake

const REFUSALS = 10;
const REFUSED_DELAY = 5 * MINUTE;
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/;

// API Gateway ends connections after 10 idle minutes, and after 2 hours.
const PONG = '{"type":"pong"}';
const PING_AFTER = 5 * MINUTE;
const LIFE = 120 * MINUTE;

const MOST = 5; // subscriptions of a connection
const LARGEST = 32_000; // bytes of a request
const ANSWERS = /^(subscribed|more|live|reset)$/;
const SHARED = 'a string that names the user, or true without "token"';
const FINAL = /^(request|text|filter|names|values|attributes|snapshot)$/;

/** A connection, or the attempt at one. */
class Link {
  age = 0;
  open = false;
  rev = 0;
  channels = new Map(); // by the subscription's name
  quiet = Math.random() * MINUTE;
  asked = 0;
  pongs = 0; // that are due

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  ping() {
    if (!this.asked) {
      this.asked = 1;
      this.quiet = 0;
      this.pongs++;
      this.send({ action: "ping" });
    }
  }

  /** Returns a reason to give it up, if any. */
  tick(passed, slept) {
    this.age += slept && !this.open ? 0 : passed;
    this.quiet += passed;
    if (!this.open) {
      return this.age > TIMEOUT && "timeout";
    }
    if (slept) {
      this.asked = 0;
      this.ping();
    } else if (this.asked) {
      return this.asked++ > 1 && "unanswered";
    } else if (this.quiet > PING_AFTER) {
      this.ping();
    }
    return undefined;
  }

  drop() {
    this.open = false;
    this.channels.forEach(({ timer }) => clearTimeout(timer));
    const { socket } = this;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
    }
  }
}

/** The connections of a feed. */
class Feed {
  ignored = 0;
  readers = new Set(); // the feed's own is the first
  main; // the live connection
  next; // the one that will replace it
  refusals = 0; // in a row
  attempts = 0; // since one was live for a minute
  lost; // why texts may be missing
  step = TICK; // the latest interval
  ending = new AbortController();
  names = 10; // which is "a"

  constructor(url, options) {
    const { protocol, href, hostname } = new URL(url);
    check("url", `"${protocol}"`, /^wss?:$/.test(protocol), '"wss:" or "ws:"');
    const { position, format = "json", buffer = 1_000, maxDelay = 30 * SECOND } = options;
    check("format", `"${format}"`, /^(json|text)$/.test(format), '"json" or "text"');
    for (const [name, value] of Object.entries({ buffer, maxDelay })) {
      check(name, value, value >= 1 && value < 2 ** 31, "from 1 to 2147483647");
    }
    this.loopback = LOOPBACK.test(hostname);
    this.isText = format === "text";
    const { token, shared = false } = options;
    const isKey = (typeof shared === "string" && shared) || shared === !token || !shared;
    check("shared", `${JSON.stringify(shared)}${token ? " with a token" : ""}`, isKey && shared !== "", SHARED);
    Object.assign(this, { url: href, options, buffer, maxDelay });
    this.own = this.add(position);
    // On failure, the feed has its own connection.
    this.sharing = shared && this.share(shared).catch(() => {});
  }

  start() {
    const { signal } = this.options;
    const on = (target, type, listener) =>
      target?.addEventListener?.(type, listener, { capture: true, signal: this.ending.signal });
    on(signal, "abort", () => this.own.end("ended"));
    on(globalThis, "online", () => this.hurry());
    for (const type of ["visibilitychange", "pageshow", "resume"]) {
      on(globalThis, type, (event) => this.tick(event));
    }
    if (signal?.aborted) {
      this.own.end("ended");
    } else {
      this.wind();
      this.connect();
    }
  }

  get links() {
    return [this.main, this.next].filter((link) => link);
  }

  /** Throws if no subscription is left. */
  count() {
    const count = [...this.readers].filter(({ wanted }) => wanted).length + 1;
    check("subscriptions", count, count <= MOST, `at most ${MOST}`);
  }

  add(position, request) {
    const reader = new Reader(this, (this.names++).toString(36), position, request);
    this.readers.add(reader);
    return reader;
  }

  /** Begins the subscription to everything. */
  want() {
    const { own } = this;
    if (!own.wanted && !this.isText && own.state !== "closed") {
      this.count();
      own.wanted = true;
      own.state = "connecting";
      this.links.forEach(({ channels }) => channels.get(own.name).begin());
    }
  }

  async share(key) {
    const { join } = await import("./shared.js");
    const { url, isText } = this;
    return join({ url, isText, key, offer: () => this.offer(), end: () => this.own.end("ended") });
  }

  /** Returns the protocols of a connection and its life. */
  async offer() {
    const token = await this.options.token?.();
    const protocols = token ? ["tablecast", `bearer.${token}`] : this.isText ? [] : ["tablecast"];
    return { protocols, due: lifetime(token) * (0.75 + Math.random() / 4) };
  }

  async connect() {
    clearTimeout(this.timer);
    this.next?.drop();
    const link = (this.next = new Link());
    this.readers.forEach((reader) => new Channel(link, reader));
    try {
      // Lets the page add listeners first.
      const member = await this.sharing;
      const { protocols, due } = member ? {} : await this.offer();
      if (link === this.next) {
        const socket = (link.socket = member ? member.open() : new WebSocket(this.url, protocols));
        link.due = due;
        if (member) {
          // The leader pings and hands over.
          link.quiet = -Infinity;
          socket.ondue = () => (link.due = 0);
        }
        socket.onopen = () => {
          link.open = true;
          link.age = 0;
          link.channels.forEach((channel) => channel.begin());
        };
        socket.onmessage = ({ data }) => {
          link.asked = 0;
          if (link.pongs && data === PONG) {
            link.pongs--;
          } else if (this.isText) {
            this.own.tell("text", data);
          } else {
            this.received(link, attempt(() => JSON.parse(data)) ?? {});
          }
        };
        // Node.js 20 has no close event after a failed handshake.
        socket.onerror = socket.onclose = ({ code = 1006, cause }) =>
          cause
            ? this.withheld(link, cause)
            : this.lose(link, !link.open ? "refused" : code === 1006 ? "lost" : "closed", code);
      }
    } catch (cause) {
      this.withheld(link, cause);
    }
  }

  /** Handles a failed token. */
  withheld(link, cause) {
    if (cause?.final === true) {
      this.own.end("token", cause);
    } else {
      this.lose(link, "token", undefined, cause);
    }
  }

  /** Tries at once: the network may be back. */
  hurry() {
    this.attempts = 0;
    if (this.main) {
      this.main.ping();
    } else {
      this.connect();
    }
  }

  /** Returns whether the browser seems offline: only a hint. */
  offline() {
    return !this.loopback && globalThis.navigator?.onLine === false;
  }

  delay() {
    return jitter(this.maxDelay, this.attempts++);
  }

  /** Switches to the next connection when all of it is live; without another, when any is. */
  promote() {
    const { main, next } = this;
    const channels = [...(next?.channels.values() ?? [])];
    const isLive = ({ held }) => !held;
    if (main ? next && channels.every(isLive) : channels.some(isLive)) {
      main?.drop();
      this.main = next;
      this.next = undefined;
      this.refusals = 0;
    }
  }

  lose(link, reason, code, cause) {
    const wasLive = link === this.main;
    if (!wasLive && link !== this.next) {
      return;
    }
    link.drop();
    if (wasLive) {
      this.main = undefined;
      this.lost = reason;
      for (const reader of this.readers) {
        const channel = this.next?.channels.get(reader.name);
        if (reader.state === "open" && (!channel || channel.held)) {
          reader.state = "connecting";
          reader.tell("close", { reason, code, final: false });
        }
      }
    } else {
      this.next = undefined;
    }
    this.promote();
    if (this.next || this.own.state === "closed" || (wasLive && this.main)) {
      return;
    }
    const count = wasLive ? 0 : ++this.refusals;
    const { maxDelay, main } = this;
    const most = count < REFUSALS || this.loopback ? maxDelay : Math.max(maxDelay, REFUSED_DELAY);
    const delay = jitter(most, this.offline() ? Infinity : this.attempts++);
    if (main) {
      main.due = main.age + delay;
    } else {
      this.timer = setTimeout(() => this.connect(), delay);
    }
    if (count) {
      this.own.tell("refused", { reason, cause, count, delay });
    }
  }

  wind() {
    clearInterval(this.ticker);
    this.ticked = Date.now();
    this.ticker = setInterval(() => this.tick(), TICK);
  }

  /** Detects sleep: hidden pages have slow timers, but steady ones. */
  tick(woken) {
    const gap = Date.now() - this.ticked;
    if (woken && gap < 2 * TICK) {
      return;
    }
    const passed = Math.max(TICK, gap);
    const slept = woken || passed >= this.step + TICK;
    this.step = passed;
    this.wind();
    if (slept && !this.main) {
      this.hurry();
    }
    for (const link of [this.main, this.next]) {
      const reason = link?.tick(passed, slept);
      if (reason) {
        this.lose(link, reason);
      }
    }
    if (this.main?.age > this.main?.due && !this.next) {
      this.connect();
    }
  }

  received(link, message) {
    const { type, sub, subs = sub, rev, position, connectionId } = message;
    if (type === "error" || connectionId) {
      this.failed(link, message);
      return;
    }
    const place = ANSWERS.test(type) && parse(position);
    const isChanges = type === "changes" && message.to >= message.from && Array.isArray(message.changes);
    let isKnown = place || isChanges || type === "pong";
    for (const name of [subs].flat()) {
      const channel = link.channels.get(name);
      if (isChanges) {
        channel?.changes(message);
      } else if (rev > 0 && rev === channel?.rev) {
        if (place) {
          channel.answered(message, place);
        } else if (type === "items" && Array.isArray(message.items)) {
          isKnown = channel.frames.push(message);
        } else {
          isKnown ||= !channel.reader.tell("message", message);
        }
      }
    }
    this.ignored += !isKnown;
  }

  /** Handles a failed request: any, if it has no name. Failures of earlier ones are ignored. */
  failed(link, { sub, rev, reason = "gateway", message, position }) {
    const final = FINAL.test(reason);
    const error = Object.assign(new Error(message), { reason, position, final });
    const channels = [...link.channels.values()].filter(
      (channel) => (!sub || channel.reader.name === sub) && (rev ?? channel.rev) === channel.rev,
    );
    const reader = channels[0]?.reader;
    if (final) {
      (reason === "text" ? this.own : reader)?.end("subscribe", error);
    } else {
      channels.forEach((channel) => channel.held && channel.again());
      reader?.tell("error", error);
    }
  }

  subscribe({ position, ...request } = {}) {
    const { own } = this;
    check("format", '"text"', !this.isText, '"json" to subscribe');
    const json = JSON.stringify(request);
    const { size } = new Blob([json]);
    check("request", `${size} bytes`, size <= LARGEST, `at most ${LARGEST}`);
    this.count();
    const reader = this.add(position, JSON.parse(json));
    const subscription = new Subscription(reader);
    if (own.state === "closed") {
      reader.end("ended", own.error);
    }
    this.links.forEach((link) => new Channel(link, reader));
    return subscription;
  }

  ended(reader, reason, error) {
    this.readers.delete(reader);
    if (reader !== this.own) {
      for (const link of this.links) {
        clearTimeout(link.channels.get(reader.name).timer);
        link.channels.delete(reader.name);
        if (link.open && !error) {
          link.send({ action: "unsubscribe", sub: reader.name, rev: ++link.rev });
        }
      }
      this.promote();
      return;
    }
    this.ending.abort();
    clearInterval(this.ticker);
    clearTimeout(this.timer);
    this.links.forEach((link) => link.drop());
    this.sharing?.then?.((member) => member?.leave());
    this.main = this.next = undefined;
    this.readers.forEach((each) => each.end(reason, error));
  }
}

/** A feed with its subscription to everything, which begins with the first listener. */
export class Tablecast extends Subscription {
  #feed;

  constructor(url, options = {}) {
    const feed = new Feed(url, options);
    super(feed.own);
    this.#feed = feed;
    feed.start();
  }

  get url() {
    return this.#feed.url;
  }

  get ignored() {
    return this.#feed.ignored;
  }

  subscribe(options) {
    return this.#feed.subscribe(options);
  }

  close({ everywhere } = {}) {
    if (everywhere) {
      this.#feed.sharing?.then?.((member) => member?.endAll());
    }
    super.close();
  }

  addEventListener(type, ...rest) {
    super.addEventListener(type, ...rest);
    if (type === "change") {
      this.#feed.want();
    }
  }

  [Symbol.asyncIterator]() {
    this.#feed.want();
    return super[Symbol.asyncIterator]();
  }
}

/** Spreads the attempts of clients that failed together. */
function jitter(most, failures) {
  return Math.random() * Math.min(most, SECOND * 2 ** failures);
}

/** Returns the life of a connection, which its token may limit. */
function lifetime(token) {
  const left = attempt(() => {
    const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(payload)).exp * SECOND - Date.now();
  });
  return 0.9 * (left > 0 && left < LIFE ? left : LIFE);
}

function check(name, found, valid, allowed) {
  if (!valid) {
    throw new TypeError(`${name}: found ${found}, must be ${allowed}`);
  }
}

function attempt(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
