const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5_000;

/** The topics that the page watches, over one WebSocket that reconnects by itself. */
export class Watch extends EventTarget {
  #listeners = new Map(); // by topic
  #last = new Map(); // by topic
  #socket;
  #failures = 0;

  constructor() {
    super();
    this.#open();
  }

  /**
   * Watches a topic.
   *
   * @param {string} topic of the API
   * @param {function(object)} listener called with the last value, if there is one, and with each new
   *     value
   * @returns {function()} stops watching
   */
  on(topic, listener) {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    if (this.#last.has(topic)) {
      listener(this.#last.get(topic));
    }
    this.#ask();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.#listeners.delete(topic);
        this.#last.delete(topic);
        this.#ask();
      }
    };
  }

  #open() {
    const url = new URL("/api/events", location);
    url.protocol = "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.#ask();
      this.dispatchEvent(new Event("reachable"));
    };
    socket.onmessage = ({ data }) => {
      for (const [topic, value] of Object.entries(JSON.parse(data))) {
        const listeners = this.#listeners.get(topic);
        if (listeners) {
          this.#last.set(topic, value);
          listeners.forEach((listener) => listener(value));
        }
      }
    };
    socket.onclose = () => {
      this.dispatchEvent(new Event("unreachable"));
      const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
      setTimeout(() => this.#open(), delay);
    };
  }

  #ask() {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ watch: [...this.#listeners.keys()] }));
    }
  }
}
