/*! Tablecast, Apache-2.0. See "One connection for all tabs" in docs/client.md. */

const ANSWER = /^(subscribed|items|more|live|reset|error)$/;
const FINAL = /^(request|text|filter|names|values|attributes|snapshot)$/;
const NONE_LEFT = /^(snapshot|busy)$/; // also ends the previous subscription

/** A subscription that equal ones of clients share. */
export class View {
  members = new Map(); // by client and the subscription's name there
  base; // the subscription with the changes for all

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
   * Subscribes for waiting members: first for all; then, once that is subscribed, for each later one,
   * which gets what it missed by a short subscription of its own. Answers have names, so that they
   * reach only their member.
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
    this.line = view.hub.line();
    this.name = (this.line.names++).toString(36);
    this.line.subs.set(this.name, this);
  }

  /** Returns the members that use it. */
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

  /** Fails: the connection that it needs was refused. */
  refuse() {
    for (const user of this.users()) {
      this.tell(user, { type: "error", reason: "gateway", message: "no connection for more than 5 subscriptions" });
      user.client.leave(user.sub);
    }
  }
}
