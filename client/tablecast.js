/*! Tablecast, Apache-2.0. Why it does what it does: docs/client.md */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICK = 10 * SECOND;
const SLEPT = 90 * SECOND; // even a hidden page has a tick a minute
const IDS = 4_096;

// API Gateway ends a connection after 10 idle minutes, and after 2 hours.
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
      onText(data);
    };
    // Node.js 20 has no close where a handshake fails.
    socket.onerror = socket.onclose = ({ code = 1006 }) =>
      onEnd(code === 1006 ? "lost" : "closed", { code });
    this.#socket = socket;
  }

  ping() {
    if (!this.#asked) {
      this.#asked = 1;
      this.#quiet = 0;
      this.#socket.send('{"action":"ping"}');
    }
  }

  /** Returns why it must be given up, if so. */
  tick(passed) {
    this.age += passed;
    this.#quiet += passed;
    if (!this.open) {
      return this.age > 3 * TICK && "timeout";
    }
    if (this.#asked && passed < SLEPT) {
      return this.#asked++ > 1 && "unanswered";
    }
    if (this.#quiet > PING_AFTER || passed > SLEPT) {
      this.#asked = 0;
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
  #failures = 0; // in a row
  #attempts = 0; // since a connection was stable
  #lost; // why the last connection ended
  #timer;
  #ticker;
  #ticked = Date.now();
  #ending = new AbortController();

  constructor(url, options = {}) {
    super();
    const { protocol, href } = new URL(url);
    if (!/^wss?:$/.test(protocol)) {
      throw new TypeError(`url: found "${protocol}", must be "wss:" or "ws:"`);
    }
    const { signal, buffer = 1_000, maxDelay = 30 * SECOND } = options;
    this.#url = href;
    this.#options = { ...options, buffer, maxDelay };
    const on = (target, type, listener) =>
      target?.addEventListener?.(type, listener, { signal: this.#ending.signal });
    on(signal, "abort", () => this.close());
    on(globalThis, "offline", () => this.#pause());
    on(globalThis, "online", () => (this.#main ? this.#main.ping() : this.#connect()));
    this.#ticker = setInterval(() => this.#tick(), TICK);
    if (signal?.aborted) {
      this.close();
    } else if (!this.#pause()) {
      this.#connect();
    }
  }

  get url() {
    return this.#url;
  }

  get state() {
    return this.#state;
  }

  close() {
    this.#end();
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
      const token = await this.#options.token?.();
      if (link === this.#next) {
        link.connect(
          this.#url,
          token,
          () => this.#opened(link),
          (text) => this.#received(link, text),
          (reason, detail) => this.#lose(link, reason, detail),
        );
      }
    } catch (cause) {
      this.#lose(link, "token", { cause });
    }
  }

  #opened(link) {
    this.#failures = this.#shared = 0;
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
  #lose(link, reason, { code, cause } = {}) {
    if (link !== this.#main && link !== this.#next) {
      return;
    }
    link.drop();
    if (link === this.#next) {
      this.#next = undefined;
      this.#held.clear();
      this.#failures += link.open ? 0 : 1;
    } else if (this.#next?.open) {
      this.#handOver("handover");
      return;
    } else {
      this.#main = undefined;
      this.#lost = reason;
      this.#state = this.#next ? "connecting" : "waiting";
      this.#tell("close", { reason, code, final: false });
    }
    if (!this.#next && this.#state !== "closed") {
      this.#retry(reason, cause);
    }
  }

  async #retry(reason, cause) {
    const limit = Math.min(this.#options.maxDelay, SECOND * 2 ** this.#attempts++);
    const delay = Math.random() * limit;
    if (this.#main) {
      this.#main.due = this.#main.age + delay;
      return;
    }
    this.#state = "waiting";
    const failures = this.#failures;
    const hopeless =
      !this.#pause() && failures >= (this.#lost ? 20 : 5) && (await answers(this.#url));
    if (this.#state !== "waiting") {
      return;
    }
    if (hopeless) {
      const why = reason === "token" ? reason : "refused";
      const message = `${why} ${failures} times, though the server answers`;
      this.#end(Object.assign(new Error(message, { cause }), { reason: why }));
    } else {
      this.#timer = setTimeout(() => this.#connect(), delay);
    }
  }

  /** Without a network, attempts wait for it. */
  #pause() {
    const offline = globalThis.navigator?.onLine === false;
    if (offline && !this.#main) {
      clearTimeout(this.#timer);
      this.#next?.drop();
      this.#next = undefined;
      this.#state = "offline";
    }
    return offline;
  }

  #tick() {
    const passed = Math.max(TICK, Date.now() - this.#ticked);
    this.#ticked = Date.now();
    for (const link of [this.#main, this.#next]) {
      const reason = link?.tick(passed);
      if (reason) {
        this.#lose(link, reason);
      } else if (link?.open && link.age >= MINUTE && link.age - passed < MINUTE) {
        this.#attempts = 0;
      }
    }
    if (this.#main && this.#next?.open) {
      this.#shared = passed > SLEPT ? 0 : this.#shared + passed;
      if (this.#shared > this.#main.overlap) {
        this.#handOver();
      } else if (this.#held.size) {
        this.#main.ping();
      }
    } else if (this.#main?.age > this.#main?.due && !this.#next && !this.#pause()) {
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
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      // A text of the user's own.
    }
    const { type, id, changes, reason } = message ?? {};
    if (type === undefined) {
      this.#tell("text", text);
    } else if (type === "resync") {
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
      if (change?.keys) {
        this.#fill(change);
      } else {
        this.ignored++;
      }
    }
  }

  /** A change waits for its item, and the item's later changes wait behind. */
  #fill(change) {
    const key = JSON.stringify(change.keys);
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

  #end(error) {
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
    this.#tell("close", { reason: error?.reason ?? "ended", final: true }, true);
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
    const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    left = JSON.parse(atob(payload)).exp * SECOND - Date.now();
  } catch {
    // No token, or none that can be read.
  }
  return 0.9 * (left > 0 && left < LIFE ? left : LIFE);
}

/** A page isn't told why a handshake failed; this is all that it can learn. */
async function answers(url) {
  const signal = AbortSignal.timeout(TICK);
  const options = { method: "HEAD", mode: "no-cors", credentials: "omit", signal };
  try {
    return await fetch(url.replace("ws", "http"), options);
  } catch {
    return false;
  }
}
