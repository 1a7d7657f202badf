import { Tablecast } from "../tablecast.js";
import { Server } from "./server.mjs";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const PING = '{"action":"ping"}';

const TYPES = ["open", "close", "refused", "change", "text", "resync", "error"];

/** Lets what has been promised happen. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** What a page lives in: a clock, a network and a server that do what the test says. */
export class World {
  sockets = [];
  server = new Server();
  /** What becomes of a socket that was made; a test replaces it. */
  arrange = () => {};
  #feeds = [];
  #held; // answers of the server
  #release;
  #events = new EventTarget();
  #navigator = { onLine: true };

  /**
   * @param t the test, at whose end all is as it was
   * @param random what `Math.random` gives
   * @param tick how often a repeated timer fires at most, as in a hidden page
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

  /** A feed, with `log`: what it told, as `[type, detail]`. */
  feed(options, url = "wss://abc.execute-api.us-east-1.amazonaws.com/live") {
    const feed = logging(new Tablecast(url, options));
    this.#feeds.push(feed);
    return feed;
  }

  /** A feed that nothing listens to, on a connection that is open, and further ones accepted. */
  async openConnection(options) {
    this.arrange = (socket) => socket.accept();
    const feed = new Tablecast("wss://abc.execute-api.us-east-1.amazonaws.com/live", options);
    this.#feeds.push(feed);
    await settle();
    return feed;
  }

  /** A feed that is live, and what it told of that forgotten. */
  async openFeed(options) {
    const feed = this.feed(options);
    await settle();
    this.socket.accept();
    await settle();
    feed.log.length = 0;
    return feed;
  }

  /** The table commits changes, of items with those ids or as they are given. */
  commit(...changes) {
    this.server.commit(...changes.map((each) => (each.keys ? each : change(each))));
  }

  /** Keeps the server's answers to `subscribe` until `answer()`. */
  holdAnswers() {
    this.#held = [];
    const { answer } = this.server;
    this.server.answer = (socket, messages) => this.#held.push(() => answer(socket, messages));
    this.#release = () => {
      this.server.answer = answer;
      this.#held.forEach((each) => each());
    };
  }

  /** Gives the answers that were kept, and no longer keeps any. */
  async answer() {
    this.#release();
    await settle();
  }

  /** The positions that were subscribed from. */
  get afters() {
    return this.server.requests.map(({ after }) => after);
  }

  /** The socket that was made last. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** Those that are neither closed nor lost. */
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

  /** The clock is set, or the machine sleeps: no timer fires meanwhile. */
  jump(ms) {
    this.now += ms;
  }

  /** The page hears that it is shown, or goes on: `visibilitychange`, `pageshow` or `resume`. */
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

/** A server's end of a socket as well: it opens, receives and ends when it is told to. */
class FakeWebSocket {
  readyState = 0;
  /** What was sent, without requests to subscribe. */
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

  /** The other side ends it; 1006 is an end without a close frame, and a refused handshake. */
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

/** A feed or subscription with `log`: what it told, as `[type, detail]`. */
export function logging(told) {
  told.log = [];
  TYPES.forEach((type) => told.addEventListener(type, (e) => told.log.push([type, e.detail])));
  return told;
}

/** A change of an item that leaves a room, enters one, or both; `undefined` is no item. */
export function move(id, from, to) {
  const [before, after] = [from, to].map((room) => room && { id, room });
  const event = !before ? "INSERT" : after ? "MODIFY" : "REMOVE";
  return change(id, { event, ...(before && { old: before }), ...(after && { new: after }) });
}

export function change(item, more = {}) {
  return { event: "MODIFY", at: "2026-11-22T19:49:00Z", keys: { id: item }, ...more };
}

/** The items of the changes that a feed has told, in order. */
export const items = (feed) =>
  feed.log.filter(([type]) => type === "change").map(([, { keys }]) => keys.id);

/** The types of what a feed has told, without the changes. */
export const told = (feed) => feed.log.map(([type]) => type).filter((type) => type !== "change");

/** How many refusals in a row a feed has told, each time. */
export const refusals = (feed) =>
  feed.log.filter(([type]) => type === "refused").map(([, { count }]) => count);

/** Why changes were missed, of all times that it was told. */
export const resyncs = (feed) =>
  feed.log.filter(([type]) => type === "resync").map(([, { reason }]) => reason);
