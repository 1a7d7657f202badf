/*! Tablecast, Apache-2.0. See "One connection for all tabs" in docs/client.md. */

import { View } from "./views.js";

const SECOND = 1_000;
const PONG_TIMEOUT = 20 * SECOND;
const PING_INTERVAL = 300 * SECOND;
const MOST = 5; // subscriptions of a connection
const PING = '{"action":"ping"}';
const PONG = '{"type":"pong"}';

/** The leader of a group of tabs. */
export class Hub {
  clients = new Map(); // sockets of all tabs, by id
  lines = new Set();
  views = new Set();

  constructor(member) {
    this.member = member;
    this.pinging = setInterval(() => this.lines.forEach((line) => line.ping()), PING_INTERVAL);
  }

  heard({ from, type, text }) {
    const client = this.clients.get(from);
    if (type === "open" && !client) {
      this.clients.set(from, new Client(this, from));
      this.admit();
    } else if (type === "close") {
      client?.end();
    } else if (client && text === PING) {
      this.ping(client);
    } else if (client && text) {
      client.sent(JSON.parse(text));
    } else {
      client?.post({ type: "hello" });
    }
  }

  /** Opens waiting clients once there is a connection. */
  admit() {
    const line = [...this.lines].find(({ isDue }) => !isDue) ?? new Line(this);
    for (const client of line.isOpen ? this.clients.values() : []) {
      if (!client.isIn) {
        client.isIn = true;
        client.post({ type: "open" });
      }
    }
  }

  ping(client) {
    client.isPinging = true;
    this.lines.forEach((line) => line.ping());
    this.pong();
  }

  pong() {
    if (![...this.lines].some(({ timer }) => timer)) {
      for (const client of this.clients.values()) {
        if (client.isPinging) {
          client.isPinging = false;
          client.post({ type: "message", data: PONG });
        }
      }
    }
  }

  view(request) {
    const key = JSON.stringify(request);
    const known = [...this.views].find((view) => view.key === key && !view.base?.line.isDue);
    return known ?? new View(this, request, key);
  }

  /** Returns a connection with room, if any. */
  free() {
    return [...this.lines].find(({ subs, isDue }) => !isDue && subs.size < MOST);
  }

  line() {
    return this.free() ?? new Line(this);
  }

  /** Handles the end of a connection. */
  lost(line, event) {
    if (!this.lines.delete(line)) {
      return;
    }
    line.drop();
    const isExtra = [...this.lines].some(({ isOpen, isDue }) => isOpen && !isDue);
    const clients = [...this.clients.values()];
    if (line.isOpen || !isExtra) {
      const cut = new Set(clients.filter(({ isIn }) => !isExtra && isIn === line.isOpen));
      line.subs.forEach((sub) => sub.users().forEach(({ client }) => cut.add(client)));
      cut.forEach((client) => client.lose(event));
    } else {
      line.subs.forEach((sub) => sub.refuse());
    }
  }

  /** Closes unused connections. */
  tidy() {
    for (const line of this.lines) {
      const isSpare = [...this.lines].some((other) => other !== line && other.isOpen && !other.isDue);
      if (!line.subs.size && (!this.clients.size || line.isDue || isSpare)) {
        this.lines.delete(line);
        line.drop();
      }
    }
  }

  end() {
    clearInterval(this.pinging);
    this.member.hub = undefined;
    this.clients.forEach(({ leaving, outbox }) => {
      leaving.abort();
      outbox.close();
    });
    this.clients.clear();
    this.lines.forEach((line) => line.drop());
    this.lines.clear();
    this.views.clear();
  }
}

/** The leader's side of a socket of a tab. */
class Client {
  isIn = false;
  isPinging = false;
  views = new Map(); // by the subscription's name

  constructor(hub, id) {
    this.hub = hub;
    this.id = id;
    const name = `${hub.member.name} ${id}`;
    this.outbox = new BroadcastChannel(name);
    this.post({ type: "hello" });
    this.leaving = new AbortController();
    navigator.locks.request(name, { signal: this.leaving.signal }, () => this.end()).catch(() => {});
  }

  post(message) {
    this.outbox.postMessage(message);
  }

  sent({ action, sub, rev, after, snapshot, ...request }) {
    if (action === "subscribe") {
      const view = this.views.get(sub) ?? this.hub.view(request);
      this.views.set(sub, view);
      view.subscribe({ client: this, sub, rev, after, snapshot });
    } else {
      this.leave(sub);
      this.hub.tidy();
    }
  }

  leave(sub) {
    this.views.get(sub)?.leave(`${this.id} ${sub}`);
    this.views.delete(sub);
  }

  /** Ends the client. Only its own page gets the error of a token. */
  lose({ code, cause }) {
    const own = this.hub.member.sockets.get(this.id);
    if (own) {
      own.lose({ code, cause });
    } else {
      this.post({ type: "close", code });
    }
    this.end();
  }

  end() {
    if (this.hub.clients.delete(this.id)) {
      this.leaving.abort();
      this.outbox.close();
      [...this.views.keys()].forEach((sub) => this.leave(sub));
      this.hub.tidy();
    }
  }
}

/** A connection to the server. */
class Line {
  isOpen = false;
  isDue = false;
  subs = new Map(); // by name
  names = 10; // which is "a"
  rev = 0;

  constructor(hub) {
    this.hub = hub;
    hub.lines.add(this);
    this.dial();
  }

  async dial() {
    const { hub } = this;
    const { url, offer } = hub.member.options;
    try {
      const { protocols, due } = await offer();
      if (!hub.lines.has(this)) {
        return;
      }
      const socket = (this.socket = new WebSocket(url, protocols));
      socket.onopen = () => {
        this.isOpen = true;
        this.aging = setTimeout(() => this.age(), due);
        hub.admit();
        this.subs.forEach((sub) => sub.send());
      };
      socket.onmessage = ({ data }) => this.received(data);
      socket.onerror = socket.onclose = ({ code }) => hub.lost(this, { code });
    } catch (cause) {
      hub.lost(this, { cause });
    }
  }

  /** Lets all clients hand over to the next connection. */
  age() {
    this.isDue = true;
    this.hub.clients.forEach((client) => client.post({ type: "due" }));
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  ping() {
    if (this.isOpen && !this.timer) {
      this.socket.send(PING);
      this.timer = setTimeout(() => this.hub.lost(this, {}), PONG_TIMEOUT);
    }
  }

  received(text) {
    const isAwaited = this.timer;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (isAwaited && text === PONG) {
      this.hub.pong();
      return;
    }
    const message = (!this.hub.member.options.isText && parse(text)) || {};
    const { type, subs = [], sub, replay } = message;
    if (type === "changes") {
      this.changes(message, [subs].flat(), replay);
    } else if (this.subs.has(sub)) {
      this.subs.get(sub).received(message);
    } else if (sub === undefined) {
      // An error without a name may be about any request.
      const isError = type === "error" || message.connectionId;
      const asking = [...this.subs.values()].map(({ member }) => member?.client);
      for (const client of this.hub.clients.values()) {
        if (client.isIn && (!isError || asking.includes(client))) {
          client.post({ type: "message", data: text });
        }
      }
    }
  }

  /** Sends a replay to the one that asked for it, and live changes to all. */
  changes(message, names, replay) {
    const subsOf = new Map(); // by client
    for (const name of names) {
      const { view, member } = this.subs.get(name) ?? {};
      const isBase = view?.base?.name === name && view.base.line === this;
      for (const { client, sub } of replay ? [member ?? {}] : isBase ? view.members.values() : []) {
        if (client) {
          subsOf.set(client, [...(subsOf.get(client) ?? []), sub]);
        }
      }
    }
    subsOf.forEach((subs, client) => client.post({ type: "message", data: JSON.stringify({ ...message, subs }) }));
  }

  drop() {
    const { socket } = this;
    clearTimeout(this.timer);
    clearTimeout(this.aging);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
    }
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
