import assert from "node:assert/strict";

const POSITION = /^([A-Za-z0-9_-]{1,40})\.([0-9]{1,15})\.([A-Za-z0-9_-]{1,40})$/;
const EPOCHS = ["0mb000001", "0mb000002", "0mb000003"];

/**
 * The log of a feed and the server that tells it, as docs/protocol.md describes both. It fails a test
 * whose client sends what the protocol doesn't have.
 */
export class Server {
  view = "v1";
  contiguous = true;
  /** The largest number of changes of a step of a replay, of a frame and of a replay. */
  step = 1_000;
  frame = 100;
  replayChanges = 20_000;
  /** The number up to which the log has expired. */
  expired = 0;
  /** Each request to subscribe, with its `socket`. */
  requests = [];
  /** Sends the answers to a request; a test replaces it to lose, delay or reorder them. */
  answer = (socket, messages) => messages.forEach((message) => socket.receive(message));
  #epoch = 0;
  #log = [];
  #revs = new Map(); // of the sockets that have subscribed

  get epoch() {
    return EPOCHS[this.#epoch];
  }

  get end() {
    return this.#log.length;
  }

  position(number = this.end) {
    return `${this.epoch}.${number}.${this.view}`;
  }

  /** Appends changes and tells whoever has subscribed. */
  commit(...changes) {
    const from = this.append(...changes);
    this.broadcast(from);
  }

  /** Appends changes, which nobody is told yet; returns the number of the first. */
  append(...changes) {
    const from = this.end + 1;
    changes.forEach((change) => this.#log.push({ seq: this.end + 1, ...change }));
    return from;
  }

  /** Appends that a record could not be decoded, and tells whoever has subscribed. */
  reset() {
    this.broadcast(this.appendReset());
  }

  /** Appends that a record could not be decoded, which nobody is told yet; returns its number. */
  appendReset() {
    return this.#log.push({ reset: "record" });
  }

  /** Begins a new epoch, which nobody is told yet. */
  renew() {
    this.#epoch++;
    this.#log = [{ reset: "epoch" }];
  }

  /** Tells a range of the log to whoever has subscribed. */
  broadcast(from = 1, to = this.end) {
    for (const [socket, rev] of this.#revs) {
      if (socket.readyState === 1) {
        this.#messages({ rev, from, to }).forEach((message) => socket.receive(message));
      }
    }
  }

  /** A frame of consecutive changes. */
  changes(from, to, more) {
    const changes = this.#log.slice(from - 1, to);
    return { type: "changes", subs: ["a"], epoch: this.epoch, from, to, ...more, changes };
  }

  receive(socket, message) {
    const { action, sub, rev, after, ...others } = message;
    assert.deepEqual(others, {});
    assert.equal(action, "subscribe");
    assert.equal(sub, "a");
    assert.ok(Number.isInteger(rev) && rev < 1e9 && rev > (this.#revs.get(socket) ?? 0), `rev ${rev}`);
    assert.ok(after === undefined || POSITION.test(after), `after ${after}`);
    assert.equal(socket.readyState, 1, "it is sent while the connection is open");
    assert.equal(socket.protocols[0], "tablecast");
    this.requests.push({ ...message, socket });
    this.#revs.set(socket, rev);
    const answers = this.#answers(rev, after);
    queueMicrotask(() => this.answer(socket, answers));
  }

  #answers(rev, after) {
    const end = this.position();
    const to = (type, position, more) => ({ type, sub: "a", rev, position, ...more });
    const { contiguous } = this;
    if (after === undefined) {
      return [to("subscribed", end, { contiguous }), to("live", end)];
    }
    const [, epoch, digits, view] = POSITION.exec(after);
    const number = Number(digits);
    const startOver = (reason) => [
      to("subscribed", end, { contiguous }),
      to("reset", end, { reason }),
      to("live", end),
    ];
    const refused = this.#refusal({ epoch, number, view });
    if (refused) {
      return startOver(refused);
    }
    const last = Math.min(this.end, number + this.step);
    const replay = this.#messages({ rev, from: number + 1, to: last, replay: true });
    if (replay[0]?.type === "reset") {
      return startOver(replay[0].reason);
    }
    const done = last < this.end ? to("more", this.position(last)) : to("live", end);
    return [to("subscribed", after, { contiguous }), ...replay, done];
  }

  /** Why a position can't be resumed from; undefined if it can. */
  #refusal({ epoch, number, view }) {
    if (epoch !== this.epoch) {
      return "epoch";
    } else if (number > this.end || number < this.expired) {
      return "expired";
    } else if (view !== this.view) {
      return "view";
    }
    return this.end - number > this.replayChanges ? "limit" : undefined;
  }

  /** The last reset of a range, if there is one, and frames of what follows it. */
  #messages({ rev, from, to, replay }) {
    const messages = [];
    let first = from;
    for (let number = from; number <= to; number++) {
      const { reset } = this.#log[number - 1];
      if (reset) {
        messages[0] = { type: "reset", sub: "a", rev, reason: reset, position: this.position(number) };
        first = number + 1;
      }
    }
    for (let start = first; start <= to; start += this.frame) {
      const end = Math.min(to, start + this.frame - 1);
      messages.push(this.changes(start, end, replay && { replay }));
    }
    return messages;
  }
}
