/*! Tablecast, Apache-2.0. See docs/client.md and docs/protocol.md. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICK = 10 * SECOND;
const TIMEOUT = 3 * TICK; // of a handshake, and of a subscribe

const REFUSALS = 10;
const REFUSED_DELAY = 5 * MINUTE;
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/;

// API Gateway ends connections after 10 idle minutes, and after 2 hours.
const PONG = '{"type":"pong"}';
const PING_AFTER = 5 * MINUTE;
const LIFE = 120 * MINUTE;


const POSITION = /^([\w-]+)\.(\d{1,15})\.([\w-]+)$/;
const ANSWERS = /^(subscribed|more|live|reset)$/;
const NOWHERE = "0.0.0"; // before every epoch

/** A connection, or the attempt at one. */
class Link {
  age = 0;
  open = false;
  rev = 0;
  held; // live messages since it subscribed, until it is live
  quiet = Math.random() * MINUTE;
  asked = 0;
  pongs = 0; // that are due

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  /** Replaces what was to run. */
  later(run, delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(run, delay);
  }

  ping() {
    if (!this.asked) {
      this.asked = 1;
      this.quiet = 0;
      this.pongs++;
      this.send({ action: "ping" });
    }
  }

  /** Returns why it must be given up, if so. */
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
  }

  drop() {
    clearTimeout(this.timer);
    const { socket } = this;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
    }
  }
}

export class Tablecast extends EventTarget {
  ignored = 0;

  #url;
  #options;
  #isText;
  #state = "connecting";
  #error;
  #main; // the live connection
  #next; // the one that will replace it
  #place; // what has arrived
  #filling = new Map(); // changes that wait for an item, by key
  #unfilled = 0; // how many they are
  #queues = new Set(); // changes that wait for iterators
  #refusals = 0; // in a row
  #attempts = 0; // since one was live for a minute
  #lost; // why the next connection may miss changes
  #timer;
  #ticker;
  #ticked;
  #step = TICK; // the latest interval
  #loopback;
  #ending = new AbortController();

  constructor(url, options = {}) {
    super();
    const { protocol, href, hostname } = new URL(url);
    check("url", `"${protocol}"`, /^wss?:$/.test(protocol), '"wss:" or "ws:"');
    const { signal, position, format = "json", buffer = 1_000, maxDelay = 30 * SECOND } = options;
    check("format", `"${format}"`, /^(json|text)$/.test(format), '"json" or "text"');
    this.#place = position ? (parse(position) ?? parse(NOWHERE)) : undefined;
    for (const [name, value] of Object.entries({ buffer, maxDelay })) {
      check(name, value, value >= 1 && value < 2 ** 31, "from 1 to 2147483647");
    }
    this.#url = href;
    this.#loopback = LOOPBACK.test(hostname);
    this.#isText = format === "text";
    this.#options = { ...options, buffer, maxDelay };
    const on = (target, type, listener) =>
      target?.addEventListener?.(type, listener, { capture: true, signal: this.#ending.signal });
    on(signal, "abort", () => this.close());
    on(globalThis, "online", () => this.#hurry());
    for (const type of ["visibilitychange", "pageshow", "resume"]) {
      on(globalThis, type, (event) => this.#tick(event));
    }
    if (signal?.aborted) {
      this.close();
    } else {
      this.#wind();
      this.#connect();
    }
  }

  get url() {
    return this.#url;
  }

  get state() {
    return this.#state === "waiting" && this.#offline() ? "offline" : this.#state;
  }

  get position() {
    let place = this.#place;
    for (const [waiting] of [...this.#filling.values(), ...this.#queues]) {
      if (waiting?.seq <= place?.number) {
        place = { ...place, number: waiting.seq - 1 };
      }
    }
    return text(place);
  }

  close() {
    this.#end("ended");
  }

  async *[Symbol.asyncIterator]() {
    const queue = [];
    this.#queues.add(queue);
    try {
      while (queue.length || this.#state !== "closed") {
        if (queue.length) {
          yield queue.shift();
        } else {
          await new Promise((wake) => (queue.wake = wake));
        }
      }
    } finally {
      this.#queues.delete(queue);
    }
    if (this.#error) {
      throw this.#error;
    }
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#next?.drop();
    const link = (this.#next = new Link());
    if (!this.#main) {
      this.#state = "connecting";
    }
    try {
      // Listeners are added first.
      const token = await Promise.resolve().then(() => this.#options.token?.());
      if (link === this.#next) {
        const protocols = token ? ["tablecast", `bearer.${token}`] : this.#isText ? [] : ["tablecast"];
        const socket = new WebSocket(this.#url, protocols);
        link.socket = socket;
        link.due = lifetime(token) * (0.75 + Math.random() / 4);
        socket.onopen = () => {
          link.open = true;
          link.age = 0;
          if (this.#isText) {
            this.#live(link);
          } else {
            this.#subscribe(link);
          }
        };
        socket.onmessage = ({ data }) => {
          link.asked = 0;
          if (link.pongs && data === PONG) {
            link.pongs--;
          } else if (this.#isText) {
            this.#tell("text", data);
          } else {
            this.#received(link, attempt(() => JSON.parse(data)) ?? {});
          }
        };
        // Node.js 20 has no close where a handshake fails.
        socket.onerror = socket.onclose = ({ code = 1006 }) =>
          this.#lose(link, !link.open ? "refused" : code === 1006 ? "lost" : "closed", code);
      }
    } catch (cause) {
      if (cause?.final === true) {
        this.#end("token", cause);
      } else {
        this.#lose(link, "token", undefined, cause);
      }
    }
  }

  /** The network may be back. */
  #hurry() {
    this.#attempts = 0;
    if (this.#main) {
      this.#main.ping();
    } else {
      this.#connect();
    }
  }

  /** Only a hint, and wrong with some networks. */
  #offline() {
    return !this.#loopback && globalThis.navigator?.onLine === false;
  }

  #live(link) {
    link.later(() => (this.#attempts = 0), MINUTE);
    if (link === this.#main) {
      return;
    }
    this.#main?.drop();
    this.#main = link;
    this.#next = undefined;
    this.#refusals = 0;
    if (this.#state !== "open") {
      this.#state = "open";
      this.#tell("open");
    }
    if (this.#isText && this.#lost) {
      this.#resync(this.#lost);
    }
    this.#lost = "handover";
  }

  #lose(link, reason, code, cause) {
    const wasLive = link === this.#main;
    if (!wasLive && link !== this.#next) {
      return;
    }
    link.drop();
    if (wasLive) {
      this.#main = undefined;
      this.#lost = reason;
      this.#state = this.#next ? "connecting" : "waiting";
      this.#tell("close", { reason, code, final: false });
    } else {
      this.#next = undefined;
    }
    if (this.#next || this.#state === "closed") {
      return;
    }
    const count = wasLive ? 0 : ++this.#refusals;
    const { maxDelay } = this.#options;
    const most = count < REFUSALS || this.#loopback ? maxDelay : Math.max(maxDelay, REFUSED_DELAY);
    const delay = jitter(most, this.#offline() ? Infinity : this.#attempts++);
    if (this.#main) {
      this.#main.due = this.#main.age + delay;
    } else {
      this.#state = "waiting";
      this.#timer = setTimeout(() => this.#connect(), delay);
    }
    if (count) {
      this.#tell("refused", { reason, cause, count, delay });
    }
  }

  #wind() {
    clearInterval(this.#ticker);
    this.#ticked = Date.now();
    this.#ticker = setInterval(() => this.#tick(), TICK);
  }

  /** A hidden page has slow timers; one whose timer is slower than the last has slept. */
  #tick(woken) {
    const gap = Date.now() - this.#ticked;
    if (woken && gap < 2 * TICK) {
      return;
    }
    const passed = Math.max(TICK, gap);
    const slept = woken || passed >= this.#step + TICK;
    this.#step = passed;
    this.#wind();
    if (slept && !this.#main) {
      this.#hurry();
    }
    for (const link of [this.#main, this.#next]) {
      const reason = link?.tick(passed, slept);
      if (reason) {
        this.#lose(link, reason);
      }
    }
    if (this.#main?.age > this.#main?.due && !this.#next) {
      this.#connect();
    }
  }

  #subscribe(link) {
    link.rev++;
    link.held = [];
    link.after = text(this.#place);
    link.later(() => {
      link.ping();
      this.#failed(link, { reason: "timeout", message: "no answer to subscribe" });
    }, TIMEOUT);
    link.send({ action: "subscribe", sub: "a", rev: link.rev, after: link.after });
  }

  /** Subscribes again, later. Answers to the last request no longer count. */
  #again(link) {
    link.rev++;
    link.held = [];
    link.later(() => this.#subscribe(link), jitter(this.#options.maxDelay, this.#attempts++));
  }

  #failed(link, { reason = "gateway", message }) {
    const final = /^(request|text)$/.test(reason);
    const error = Object.assign(new Error(message), { reason, final });
    if (final) {
      this.#end("subscribe", error);
    } else {
      if (link.held) {
        this.#again(link);
      }
      this.#tell("error", error);
    }
  }

  #received(link, message) {
    const { type, rev, position, contiguous, reason, connectionId } = message;
    const { held } = link;
    const at = this.#place;
    const place = ANSWERS.test(type) && parse(position);
    const isNews = place && isNewer(place, at);
    if (type === "changes" && Array.isArray(message.changes)) {
      this.#changes(link, message);
    } else if (type === "error" || connectionId) {
      this.#failed(link, message);
    } else if (!place || rev !== link.rev || (!held && type !== "reset")) {
      this.ignored += !place && type !== "pong";
    } else if (type === "reset") {
      if (isNews) {
        this.#place = place;
        this.#resync(reason);
      }
    } else if (type === "subscribed") {
      link.contiguous = contiguous;
      if (at && position !== link.after) {
        // It is refused, and a reset follows.
        this.#place = parse(NOWHERE);
      }
    } else if (isNews && at && (link.contiguous || place.epoch !== at.epoch)) {
      // Something is missing.
      this.#again(link);
    } else {
      const isDone = type === "live" && held.length <= this.#options.buffer;
      this.#place = isNews && (at || isDone) ? place : at;
      if (isDone) {
        link.held = undefined;
        this.#live(link);
        held.forEach((each) => this.#changes(link, each));
      } else {
        this.#subscribe(link);
      }
    }
  }

  #changes(link, message) {
    const { epoch, from, to, changes, replay } = message;
    const at = this.#place;
    if (link.held && !replay) {
      if (link.held.length <= this.#options.buffer) {
        link.held.push(message);
      }
      return;
    }
    if (!at || this.#state === "closed" || !isNewer({ epoch, number: to }, at)) {
      return;
    }
    if (epoch !== at.epoch || (link.contiguous && from > at.number + 1)) {
      this.#again(link);
      return;
    }
    for (const change of changes) {
      const key = JSON.stringify(change?.keys);
      if (this.#state === "closed") {
        return;
      } else if (key?.[0] !== "{") {
        this.ignored++;
      } else if (change.seq > at.number) {
        at.number = change.seq;
        this.#fill(change, key);
      }
    }
    at.number = to;
  }

  /** The later changes of an item wait behind one that waits for it. */
  #fill(change, key) {
    const before = this.#filling.get(key);
    if (before) {
      before.push(change);
    } else if (this.#lacks(change)) {
      this.#filling.set(key, [change]);
      this.#fetch(key);
    } else {
      this.#deliver(change);
      return;
    }
    if (++this.#unfilled > this.#options.buffer) {
      this.#resync("overflow");
    }
  }

  #lacks({ truncated, event }) {
    return this.#options.fetchItem && truncated && event !== "REMOVE";
  }

  async #fetch(key) {
    const filling = this.#filling;
    const waiting = filling.get(key);
    while (waiting.length) {
      let [change] = waiting;
      if (this.#lacks(change)) {
        const late = new Promise((resolve) => setTimeout(resolve, TICK));
        try {
          const item = await Promise.race([this.#options.fetchItem(change.keys), late]);
          change = item ? { ...change, new: item, truncated: false } : change;
        } catch {
          // It stays truncated.
        }
      }
      if (filling !== this.#filling || this.#state === "closed") {
        return;
      }
      waiting.shift();
      this.#unfilled--;
      this.#deliver(change);
    }
    filling.delete(key);
  }

  #deliver(change) {
    this.#tell("change", change);
    for (const queue of this.#queues) {
      if (queue.push(change) > this.#options.buffer) {
        this.#resync("overflow");
      }
      queue.wake?.();
    }
  }

  /** What waits is older than what the page reads now. */
  #resync(reason) {
    this.#filling = new Map();
    this.#unfilled = 0;
    this.#queues.forEach((queue) => queue.splice(0));
    this.#tell("resync", { reason });
  }

  #end(reason, error) {
    if (this.#state === "closed") {
      return;
    }
    this.#state = "closed";
    this.#error = error;
    this.#ending.abort();
    clearInterval(this.#ticker);
    clearTimeout(this.#timer);
    this.#main?.drop();
    this.#next?.drop();
    this.#main = this.#next = undefined;
    if (error) {
      this.#tell("error", error, true);
    }
    this.#tell("close", { reason, final: true }, true);
    this.#queues.forEach((queue) => queue.wake?.());
  }

  #tell(type, detail, always) {
    if (always || this.#state !== "closed") {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }
}

function parse(position) {
  const [, epoch, number, view] = POSITION.exec(position) ?? [];
  return epoch && { epoch, number: Number(number), view };
}

function text(place) {
  return place && `${place.epoch}.${place.number}.${place.view}`;
}

function isNewer(place, other) {
  return !other || place.epoch > other.epoch || (place.epoch === other.epoch && place.number > other.number);
}

/** Clients that failed together try again apart. */
function jitter(most, failures) {
  return Math.random() * Math.min(most, SECOND * 2 ** failures);
}

/** A token may end before the connection would. */
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
