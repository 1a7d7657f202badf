/*! Tablecast, Apache-2.0. Why it does what it does: docs/client.md */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICK = 10 * SECOND;
const IDS = 4_096;

// Ten refusals in a row are no accident. On loopback there is no herd, only a server that restarts.
const REFUSALS = 10;
const REFUSED_DELAY = 5 * MINUTE;
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/;

// API Gateway ends a connection after 10 idle minutes, and after 2 hours. It answers pings with PONG.
const PONG = '{"type":"pong"}';
const PING_AFTER = 5 * MINUTE;
const LIFE = 120 * MINUTE;

// No broadcast takes 5 minutes: one that missed the next connection has ended by then.
const OVERLAP = 6 * MINUTE;

/** A connection, or the attempt at one. */
class Link {
  age = 0;
  open = false;
  #quiet = Math.random() * MINUTE;
  #asked = 0;
  #pongs = 0; // that are due
  #socket;

  connect(url, token, onOpen, onText, onEnd) {
    const life = lifetime(token);
    this.overlap = Math.min(OVERLAP, life / 4);
    this.due = (life - this.overlap) * (0.75 + Math.random() / 4);
    const socket = new WebSocket(url, token ? ["tablecast", `bearer.${token}`] : []);
    socket.onopen = () => {
      this.open = true;
      this.age = 0;
      onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.#asked = 0;
      if (this.#pongs && data === PONG) {
        this.#pongs--;
      } else {
        onText(data);
      }
    };
    // Node.js 20 has no close where a handshake fails.
    socket.onerror = socket.onclose = ({ code = 1006 }) =>
      onEnd(!this.open ? "refused" : code === 1006 ? "lost" : "closed", code);
    this.#socket = socket;
  }

  ping() {
    if (!this.#asked) {
      this.#asked = 1;
      this.#quiet = 0;
      this.#pongs++;
      this.#socket.send('{"action":"ping"}');
    }
  }

  /** Returns why it must be given up, if so. */
  tick(passed, slept) {
    this.age += slept && !this.open ? 0 : passed;
    this.#quiet += passed;
    if (!this.open) {
      return this.age > 3 * TICK && "timeout";
    }
    if (slept) {
      this.#asked = 0;
      this.ping();
    } else if (this.#asked) {
      return this.#asked++ > 1 && "unanswered";
    } else if (this.#quiet > PING_AFTER) {
      this.ping();
    }
  }

  drop() {
    const socket = this.#socket;
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
  #state = "connecting";
  #error;
  #main; // the connection whose messages are delivered
  #next; // the one that is tried, or that takes over soon
  #shared; // how long both have been open
  #held = new Map(); // what only the next one brought: changes by message id
  #seen = new Set(); // message ids
  #filling = new Map(); // changes that wait for an item, by key
  #unfilled = 0; // how many they are
  #queues = new Set(); // changes that wait for iterators
  #refusals = 0; // in a row
  #attempts = 0; // since a connection was stable, or the network came back
  #lost; // why the last connection ended
  #timer;
  #ticker;
  #ticked;
  #step = TICK; // how long it took to the latest tick
  #loopback;
  #ending = new AbortController();

  constructor(url, options = {}) {
    super();
    const { protocol, href, hostname } = new URL(url);
    check("url", `"${protocol}"`, /^wss?:$/.test(protocol), '"wss:" or "ws:"');
    const { signal, format = "json", buffer = 1_000, maxDelay = 30 * SECOND } = options;
    check("format", `"${format}"`, /^(json|text)$/.test(format), '"json" or "text"');
    for (const [name, value] of Object.entries({ buffer, maxDelay })) {
      check(name, value, value >= 1 && value < 2 ** 31, "from 1 to 2147483647");
    }
    this.#url = href;
    this.#loopback = LOOPBACK.test(hostname);
    this.#options = { ...options, format, buffer, maxDelay };
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
      // Whoever makes the feed can listen before anything is told.
      const token = await Promise.resolve().then(() => this.#options.token?.());
      if (link === this.#next) {
        link.connect(
          this.#url,
          token,
          () => this.#opened(link),
          (text) => this.#received(link, text),
          (reason, code) => this.#lose(link, reason, code),
        );
      }
    } catch (cause) {
      if (cause?.final === true) {
        this.#end("token", cause);
      } else {
        this.#lose(link, "token", undefined, cause);
      }
    }
  }

  /** The network may be back: what was learnt before is out of date. */
  #hurry() {
    this.#attempts = 0;
    if (this.#main) {
      this.#main.ping();
    } else {
      this.#connect();
    }
  }

  /** Only a hint: it is wrong with some networks, and says nothing of servers on this machine. */
  #offline() {
    return !this.#loopback && globalThis.navigator?.onLine === false;
  }

  #opened(link) {
    this.#refusals = this.#shared = 0;
    if (!this.#main) {
      this.#main = link;
      this.#next = undefined;
      this.#state = "open";
      this.#tell("open");
      if (this.#lost) {
        this.#resync(this.#lost);
      }
    }
  }

  /** A connection has ended, or an attempt at one, without our doing. */
  #lose(link, reason, code, cause) {
    if (link !== this.#main && link !== this.#next) {
      return;
    }
    link.drop();
    if (link === this.#next) {
      this.#next = undefined;
      this.#held.clear();
    } else if (this.#next?.open) {
      this.#handOver("handover");
      return;
    } else {
      this.#main = undefined;
      this.#lost = reason;
      this.#state = this.#next ? "connecting" : "waiting";
      this.#tell("close", { reason, code, final: false });
    }
    if (this.#next || this.#state === "closed") {
      return;
    }
    const count = link.open ? 0 : ++this.#refusals;
    const { maxDelay } = this.#options;
    const most = count < REFUSALS || this.#loopback ? maxDelay : Math.max(maxDelay, REFUSED_DELAY);
    const limit = this.#offline() ? most : SECOND * 2 ** this.#attempts++;
    const delay = Math.random() * Math.min(most, limit);
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

  /** Timers of a hidden page may fire once a minute; one that takes longer than before has slept. */
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
      } else if (link?.open && link.age >= MINUTE && link.age - passed < MINUTE) {
        this.#attempts = 0;
      }
    }
    if (this.#main && this.#next?.open) {
      this.#shared = slept ? 0 : this.#shared + passed;
      if (this.#shared > this.#main.overlap) {
        this.#handOver();
      } else if (this.#held.size) {
        this.#main.ping();
      }
    } else if (this.#main?.age > this.#main?.due && !this.#next) {
      this.#connect();
    }
  }

  /** The next connection takes over; with a reason, if changes may have been missed. */
  #handOver(reason) {
    this.#main.drop();
    this.#main = this.#next;
    this.#next = undefined;
    this.#held.forEach((changes, id) => this.#take(id, changes));
    if (reason) {
      this.#resync(reason);
    }
  }

  #received(link, text) {
    if (this.#options.format === "text") {
      this.#tell("text", text);
      return;
    }
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      // Nor is it known then.
    }
    const { type, id, changes, reason } = message ?? {};
    if (type === "resync") {
      this.#resync(reason ?? "server");
    } else if (type === "changes" && Array.isArray(changes)) {
      if (link === this.#next && id && !this.#seen.has(id)) {
        // It might overtake what the old connection is yet to bring.
        this.#held.set(id, changes);
        if (this.#held.size > this.#options.buffer) {
          this.#handOver("handover");
        }
      } else {
        this.#take(id, changes);
      }
    } else if (type !== "pong") {
      this.ignored++;
    }
  }

  /** Takes the changes of a message, once. */
  #take(id, changes) {
    if (this.#seen.has(id)) {
      return;
    }
    this.#held.delete(id);
    if (id) {
      this.#seen.add(id);
    }
    if (this.#seen.size > IDS) {
      this.#seen.delete(this.#seen.values().next().value);
    }
    for (const change of changes) {
      const key = JSON.stringify(change?.keys);
      if (key?.[0] === "{") {
        this.#fill(change, key);
      } else {
        this.ignored++;
      }
    }
  }

  /** A change waits for its item, and the item's later changes wait behind. */
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
      let change = waiting.shift();
      if (this.#lacks(change)) {
        const late = new Promise((resolve) => setTimeout(resolve, TICK));
        try {
          const item = await Promise.race([this.#options.fetchItem(change.keys), late]);
          change = item ? { ...change, new: item, truncated: false } : change;
        } catch {
          // It is delivered as it came.
        }
      }
      if (filling !== this.#filling) {
        return;
      }
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

  /** Those that wait are older than what the page reads now. */
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
    this.#filling = new Map();
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

/** How long a connection may last; a token may say that it ends sooner. */
function lifetime(token) {
  let left;
  try {
    const payload = token?.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    left = payload && JSON.parse(atob(payload)).exp * SECOND - Date.now();
  } catch {
    // A token that can't be read.
  }
  return 0.9 * (left > 0 && left < LIFE ? left : LIFE);
}

function check(name, found, valid, allowed) {
  if (!valid) {
    throw new TypeError(`${name}: found ${found}, must be ${allowed}`);
  }
}
