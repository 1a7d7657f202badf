import { Tablecast } from "../tablecast.js";
import { Server } from "./server.mjs";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const PING = '{"action":"ping"}';

const TYPES = ["open", "close", "refused", "change", "text", "resync", "error"];

/** Lets promises settle. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The environment of a page: a clock, a network and a server, controlled by the test. */
export class World {
  sockets = [];
  server = new Server();
  /** Handles a new socket. Tests replace it. */
  arrange = () => {};
  #feeds = [];
  #held; // answers of the server
  #release;
  #events = new EventTarget();
  #navigator = { onLine: true };

  /**
   * Replaces globals until the end of a test.
   *
   * @param t the test
   * @param random result of `Math.random`
   * @param tick least interval of repeated timers, as in hidden pages
   */
  constructor(t, { random = 0.5, tick = 0 } = {}) {
    this.now = Date.UTC(2026, 10, 22);
    this.random = random;
    t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    this.timers = t.mock.timers;
    const { setInterval } = globalThis;
    t.mock.method(globalThis, "setInterval", (run, ms) => setInterval(run, Math.max(ms, tick)));
    t.mock.method(Date, "now", () => this.now);
    t.mock.method(Math, "random", () => this.random);
    const world = this;
    const globals = {
      WebSocket: class extends FakeWebSocket {
        constructor(url, protocols) {
          super(url, protocols, world);
          world.sockets.push(this);
          queueMicrotask(() => world.arrange(this));
        }
      },
      navigator: this.#navigator,
      addEventListener: this.#events.addEventListener.bind(this.#events),
    };
    for (const [name, value] of Object.entries(globals)) {
      const before = Object.getOwnPropertyDescriptor(globalThis, name);
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      t.after(() => {
        delete globalThis[name];
        if (before) {
          Object.defineProperty(globalThis, name, before);
        }
      });
    }
    t.after(() => this.#feeds.forEach((feed) => feed.close()));
  }

  /** Returns a feed with the `log` of its events as `[type, detail]`. */
  feed(options, url = "wss://abc.execute-api.us-east-1.amazonaws.com/live") {
    const feed = logging(new Tablecast(url, options));
    this.#feeds.push(feed);
    return feed;
  }

  /** Returns a feed without listeners on an open connection. Further connections are accepted. */
  async openConnection(options) {
    this.arrange = (socket) => socket.accept();
    const feed = new Tablecast("wss://abc.execute-api.us-east-1.amazonaws.com/live", options);
    this.#feeds.push(feed);
    await settle();
    return feed;
  }

  /** Returns a live feed with an empty log. */
  async openFeed(options) {
    const feed = this.feed(options);
    await settle();
    this.socket.accept();
    await settle();
    feed.log.length = 0;
    return feed;
  }

  /** Commits changes of items with the given ids, or the given changes. */
  commit(...changes) {
    this.server.commit(...changes.map((each) => (each.keys ? each : change(each))));
  }

  /** Holds the answers of the server to `subscribe` until `answer()`. */
  holdAnswers() {
    this.#held = [];
    const { answer } = this.server;
    this.server.answer = (socket, messages) => this.#held.push(() => answer(socket, messages));
    this.#release = () => {
      this.server.answer = answer;
      this.#held.forEach((each) => each());
    };
  }

  /** Sends the held answers and holds no further ones. */
  async answer() {
    this.#release();
    await settle();
  }

  /** Returns the positions of all requests to subscribe. */
  get afters() {
    return this.server.requests.map(({ after }) => after);
  }

  /** Returns the newest socket. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** Returns the sockets that are neither closed nor lost. */
  get openSockets() {
    return this.sockets.filter((socket) => socket.readyState < 2);
  }

  async pass(ms) {
    for (let left = ms; left > 0; left -= SECOND) {
      const step = Math.min(SECOND, left);
      this.now += step;
      this.timers.tick(step);
      await settle();
    }
  }

  async passUntil(condition, most = 3 * HOUR) {
    for (let passed = 0; !condition(); passed += SECOND) {
      if (passed >= most) {
        throw new Error(`after ${most / MINUTE} minutes there is still no ${condition}`);
      }
      await this.pass(SECOND);
    }
  }

  /** Sets the clock, as if the machine had slept: no timer fires meanwhile. */
  jump(ms) {
    this.now += ms;
  }

  /** Dispatches `visibilitychange`, `pageshow` or `resume`. */
  async wake(type) {
    this.#events.dispatchEvent(new Event(type));
    await settle();
  }

  async network(onLine) {
    this.#navigator.onLine = onLine;
    this.#events.dispatchEvent(new Event(onLine ? "online" : "offline"));
    await settle();
  }
}

/** A WebSocket that is also its server's end: the test lets it open, receive and end. */
class FakeWebSocket {
  readyState = 0;
  /** Messages sent, without requests to subscribe. */
  sent = [];
  answersPings = true;
  #server;

  constructor(url, protocols, { now, server }) {
    Object.assign(this, { url, protocols, madeAt: now });
    this.#server = server;
  }

  accept() {
    this.readyState = 1;
    this.onopen?.({});
  }

  receive(message) {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  /** Ends the socket from the other side. 1006 is an end without a close frame, or a refused handshake. */
  end(code = 1006) {
    this.readyState = 3;
    if (code === 1006) {
      this.onerror?.({});
    }
    this.onclose?.({ code });
  }

  send(text) {
    if (text === PING) {
      this.sent.push(text);
      if (this.answersPings) {
        queueMicrotask(() => this.receive({ type: "pong" }));
      }
    } else {
      this.#server.receive(this, JSON.parse(text));
    }
  }

  close() {
    this.readyState = 2;
  }
}

/** Adds a `log` of events, as `[type, detail]`, to a feed or subscription. */
export function logging(told) {
  told.log = [];
  TYPES.forEach((type) => told.addEventListener(type, (e) => told.log.push([type, e.detail])));
  return told;
}

/** Returns the change of an item that leaves a room, enters one, or both; `undefined` is no item. */
export function move(id, from, to) {
  const [before, after] = [from, to].map((room) => room && { id, room });
  const event = !before ? "INSERT" : after ? "MODIFY" : "REMOVE";
  return change(id, { event, ...(before && { old: before }), ...(after && { new: after }) });
}

export function change(item, more = {}) {
  return { event: "MODIFY", at: "2026-11-22T19:49:00Z", keys: { id: item }, ...more };
}

/** Returns the items of the changes that a feed delivered, in order. */
export const items = (feed) => feed.log.filter(([type]) => type === "change").map(([, { keys }]) => keys.id);

/** Returns the types of the events of a feed, except changes. */
export const told = (feed) => feed.log.map(([type]) => type).filter((type) => type !== "change");

/** Returns the count of each `refused` event of a feed. */
export const refusals = (feed) => feed.log.filter(([type]) => type === "refused").map(([, { count }]) => count);

/** Returns the reason of each `resync` event of a feed. */
export const resyncs = (feed) => feed.log.filter(([type]) => type === "resync").map(([, { reason }]) => reason);
