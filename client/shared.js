/*! Tablecast, Apache-2.0. See "One connection for all tabs" in docs/client.md. */

const SECOND = 1_000;
const BEAT = 10 * SECOND; // in which the leader answers
const PONG_TIMEOUT = 20 * SECOND;
const PING_INTERVAL = 300 * SECOND;
const MOST = 5; // subscriptions of a connection
const VERSION = 1; // of what tabs tell each other
const PING = '{"action":"ping"}';
const PONG = '{"type":"pong"}';
const ANSWER = /^(subscribed|items|more|live|reset|error)$/;
const FINAL = /^(request|text|filter|names|values|attributes|snapshot)$/;
const NONE_LEFT = /^(snapshot|busy)$/; // what the request would have replaced has ended, too

/** Returns undefined where a browser, or an insecure page, lacks what sharing takes. */
export function join(options) {
  return globalThis.navigator?.locks && globalThis.BroadcastChannel ? new Member(options) : undefined;
}

/** A feed among those that share. The one that holds the lock leads. */
class Member {
  sockets = new Map(); // by id

  /**
   * @param options `url`; `isText`; `key`; `offer`, which returns what a connection takes; `end`, which
   *     is called when another tab ends all
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
      // Its turn is no longer wanted, or another has stolen the lock.
      if (this.leaving === leaving && !signal.aborted) {
        this.hub?.end();
        this.compete();
      }
    }
  }

  /** The leader doesn't answer: its page may be suspended. */
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

  /** A page that is frozen, or gone, can't lead. */
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

/** A connection as a feed has it: what it sends and receives passes through the leader's. */
class SharedSocket {
  id = crypto.randomUUID();

  constructor(member) {
    this.member = member;
    member.sockets.set(this.id, this);
    const name = `${member.name} ${this.id}`;
    this.inbox = new BroadcastChannel(name);
    this.inbox.onmessage = ({ data }) => this.received(data);
    // The leader sees by this lock that the page has gone.
    navigator.locks.request(name, () => {
      if (this.member) {
        this.beat = setInterval(() => this.check(), BEAT);
        return new Promise((free) => {
          this.free = free;
          this.led();
        });
      }
    });
  }

  /** There is a leader, or there may be one. */
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

/** What the leader does for all. */
class Hub {
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

  /** Lets those in that wait, once there is a connection. */
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

  /** A connection that has room, if there is one. */
  free() {
    return [...this.lines].find(({ subs, isDue }) => !isDue && subs.size < MOST);
  }

  /** A connection has ended, or there is none. */
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

  /** Closes connections that nobody needs. */
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

/** A socket of any tab, at the leader. */
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

  /** What a token's failure was can be told only within its page. */
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

  /** All clients hand over to the next connection. */
  age() {
    this.isDue = true;
    this.hub.clients.forEach((client) => client.post({ type: "due" }));
    this.hub.tidy();
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

  /** A replay is for the one that asked for it; all others have what is live in common. */
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

/** A subscription of all clients that have the same. */
class View {
  members = new Map(); // by client and the subscription's name there
  base; // what brings changes to all

  constructor(hub, request, key) {
    Object.assign(this, { hub, request, key });
    hub.views.add(this);
  }

  subscribe(member) {
    const place = `${member.client.id} ${member.sub}`;
    member.via = this.members.get(place)?.via;
    this.members.set(place, member);
    if (member.via) {
      member.via.ask(member);
    } else {
      member.isWaiting = true;
      this.serve();
    }
  }

  /**
   * The first one subscribes for all. A later one, once that is subscribed, gets what it missed by a
   * subscription of its own, for a moment: answers carry names, so that nobody gets another's.
   */
  serve() {
    for (const member of this.members.values()) {
      const isCatching = [...this.members.values()].some(({ via }) => via && via !== this.base);
      const isReady = !this.base || (this.base.isSubscribed && (this.hub.free() || !isCatching));
      if (member.isWaiting && isReady) {
        member.isWaiting = false;
        member.via = new Sub(this);
        this.base ??= member.via;
        member.via.ask(member);
      }
    }
  }

  leave(place) {
    const member = this.members.get(place);
    this.members.delete(place);
    const { via } = member ?? {};
    if (via) {
      via.member = undefined;
      if (via !== this.base || !via.isSubscribed) {
        via.end();
      }
    }
    if (!this.members.size) {
      this.base?.end();
      this.hub.views.delete(this);
    } else {
      this.serve();
    }
  }
}

/** A subscription at the server. */
class Sub {
  constructor(view) {
    this.view = view;
    this.line = view.hub.free() ?? new Line(view.hub);
    this.name = (this.line.names++).toString(36);
    this.line.subs.set(this.name, this);
  }

  /** Those that need it. */
  users() {
    const { view, member } = this;
    return view.base === this ? [...view.members.values()] : member ? [member] : [];
  }

  ask(member) {
    this.member = member;
    this.send();
  }

  send() {
    if (this.line.isOpen) {
      const { after, snapshot } = this.member;
      this.rev = ++this.line.rev;
      this.line.send({ ...this.view.request, snapshot, action: "subscribe", sub: this.name, rev: this.rev, after });
    }
  }

  received(message) {
    const { type, rev = this.rev, position, reason } = message;
    const { member, view } = this;
    const isAnswer = member && rev === this.rev;
    if (!ANSWER.test(type) || (type === "reset" && !(isAnswer && this.isRefused))) {
      this.users().forEach((user) => this.tell(user, message));
    } else if (isAnswer) {
      this.tell(member, message);
      if (type === "subscribed") {
        this.isRefused = member.after && position !== member.after;
        this.isSubscribed = true;
      } else if (type === "reset") {
        this.isRefused = false;
      } else if (type === "live" || type === "error") {
        this.done(type === "error" && reason);
      }
      view.serve();
    }
  }

  done(error) {
    const { member, view } = this;
    this.member = member.via = undefined;
    const isLost = error && (!this.isSubscribed || NONE_LEFT.test(error));
    if (view.base !== this || isLost) {
      const others = view.base === this && this.isSubscribed ? [...view.members.values()] : [];
      this.end();
      others.forEach((other) => other !== member && other.client.lose({}));
    }
    if (FINAL.test(error)) {
      member.client.leave(member.sub);
    }
    view.hub.tidy();
  }

  tell({ client, sub, rev }, message) {
    client.post({ type: "message", data: JSON.stringify({ ...message, sub, rev }) });
  }

  end() {
    const { line, view, name } = this;
    if (line.subs.delete(name) && line.isOpen && view.hub.lines.has(line)) {
      line.send({ action: "unsubscribe", sub: name, rev: ++line.rev });
    }
    if (view.base === this) {
      view.base = undefined;
    }
  }

  /** The connection that it waited for was refused. */
  refuse() {
    for (const user of this.users()) {
      this.tell(user, { type: "error", reason: "gateway", message: "no connection for more than 5 subscriptions" });
      user.client.leave(user.sub);
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
