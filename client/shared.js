/*! Tablecast, Apache-2.0. See "One connection for all tabs" in docs/client.md. */

import { Hub } from "./leader.js";

const SECOND = 1_000;
const BEAT = 10 * SECOND; // limit of the leader's answer
const VERSION = 1; // of messages between tabs

/** Returns undefined if the browser or an insecure page lacks a required API. */
export function join(options) {
  return globalThis.navigator?.locks && globalThis.BroadcastChannel ? new Member(options) : undefined;
}

/** A feed of a group that shares. The holder of the lock leads. */
class Member {
  sockets = new Map(); // by id

  /**
   * @param options `url`; `isText`; `key`; `offer`, which returns the protocols of a connection; `end`,
   *     called when another tab ends all
   */
  constructor(options) {
    this.options = options;
    this.name = JSON.stringify(["tablecast", VERSION, options.isText, options.url, options.key]);
  }

  open() {
    if (!this.channel) {
      this.leaving = new AbortController();
      const { signal } = this.leaving;
      for (const type of ["pagehide", "freeze"]) {
        globalThis.addEventListener?.(type, () => this.leave(), { capture: true, signal });
      }
      this.channel = new BroadcastChannel(this.name);
      this.channel.onmessage = ({ data }) => this.heard(data);
      this.compete();
    }
    return new SharedSocket(this);
  }

  async compete(steal = false) {
    const { leaving } = this;
    this.queue?.abort();
    const { signal } = (this.queue = new AbortController());
    const lead = () =>
      new Promise((release) => {
        if (this.leaving === leaving && !signal.aborted) {
          this.release = release;
          this.hub = new Hub(this);
          this.post({ type: "lead" });
        } else {
          release(true);
        }
      });
    try {
      await navigator.locks.request(this.name, steal ? { steal } : { signal }, lead);
    } catch {
      // Aborted, or the lock was stolen.
      if (this.leaving === leaving && !signal.aborted) {
        this.hub?.end();
        this.compete();
      }
    }
  }

  /** Takes over from a leader that does not answer: its page may be suspended. */
  steal() {
    if (this.channel && !this.hub) {
      this.compete(true);
    }
  }

  post(message) {
    this.channel.postMessage(message);
    this.heard(message);
  }

  heard(message) {
    if (message.type === "lead") {
      this.sockets.forEach((socket) => socket.led());
    } else if (message.type === "end") {
      this.options.end();
    } else {
      this.hub?.heard(message);
    }
  }

  endAll() {
    const channel = new BroadcastChannel(this.name);
    channel.postMessage({ type: "end" });
    channel.close();
  }

  /** Leaves the group: a frozen or closed page can't lead. */
  leave() {
    this.leaving?.abort();
    this.queue?.abort();
    this.hub?.end();
    this.release?.();
    this.sockets.forEach((socket) => socket.lose({}));
    this.channel?.close();
    this.channel = this.leaving = this.release = undefined;
  }
}

/** A connection through the leader. */
class SharedSocket {
  id = crypto.randomUUID();

  constructor(member) {
    this.member = member;
    member.sockets.set(this.id, this);
    const name = `${member.name} ${this.id}`;
    this.inbox = new BroadcastChannel(name);
    this.inbox.onmessage = ({ data }) => this.received(data);
    // When the lock is free, the leader knows that the page has gone.
    navigator.locks.request(name, () => {
      if (!this.member) {
        return undefined;
      }
      this.beat = setInterval(() => this.check(), BEAT);
      return new Promise((free) => {
        this.free = free;
        this.led();
      });
    });
  }

  /** Asks a new leader. */
  led() {
    if (this.isLed) {
      this.lose({});
    } else if (this.free) {
      this.isAsking = true;
      this.tell("open");
    }
  }

  check() {
    if (this.isAsking) {
      const { member } = this;
      this.lose({});
      member?.steal();
    } else {
      this.isAsking = true;
      this.tell("beat");
    }
  }

  received({ type, ...event }) {
    this.isAsking = false;
    if (type === "close") {
      this.lose(event);
    } else if (type === "hello") {
      this.isLed = true;
    } else {
      this[`on${type}`]?.(event);
    }
  }

  tell(type, text) {
    this.member?.post({ from: this.id, type, text });
  }

  send(text) {
    this.tell("send", text);
  }

  lose(event) {
    const { onclose } = this;
    this.close();
    onclose?.(event);
  }

  close() {
    if (this.member) {
      if (this.member.channel) {
        this.tell("close");
      }
      this.member.sockets.delete(this.id);
      this.member = undefined;
      clearInterval(this.beat);
      this.inbox.close();
      this.free?.();
    }
  }
}
