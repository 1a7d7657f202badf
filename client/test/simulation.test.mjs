import assert from "node:assert/strict";
import test from "node:test";
import { seeded } from "./random.mjs";
import { HOUR, MINUTE, SECOND, World, change, settle } from "./world.mjs";

const SEEDS = Number(process.env.SEEDS ?? 100);
const FIRST = Number(process.env.SEED ?? 1);
const STEPS = 60;

/**
 * A network and a server that do what a seed decides: messages that are lost, repeated or late,
 * requests without an answer, cuts, sleeps, hand-overs, resets and new epochs.
 */
test("a page never misses a change without being told, and is told none twice", async (t) => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    await t.test(`seed ${seed}`, (t) => simulate(t, seeded(seed)));
  }
});

async function simulate(t, random) {
  const world = new World(t, { random: random() });
  const { server } = world;
  const chance = (share) => random() < share;
  const upTo = (most) => 1 + Math.floor(random() * most);
  const late = [];
  let faults = true;
  Object.assign(server, { step: upTo(8), frame: upTo(3), replayChanges: 5 + upTo(40) });
  server.answer = (socket, messages) => deliver(socket, messages);

  /** Delivers messages in order, with the faults that a connection that goes on may have. */
  function deliver(socket, messages) {
    if (faults && chance(0.1)) {
      late.push(() => deliver(socket, messages));
      return;
    }
    if (faults && chance(0.1)) {
      const [message, connectionId] = ["Internal server error", "R0oX="];
      socket.receive(chance(0.5) ? { message, connectionId } : { type: "error", reason: "rate", message });
      return;
    }
    for (const message of messages) {
      if (faults && chance(0.03)) {
        socket.end(chance(0.5) ? 1001 : 1006);
        return;
      }
      // The server sends a request's answers one after the other: frames alone are tried without.
      const lost = faults && message.type === "changes" && chance(0.05);
      if (!lost) {
        socket.receive(message);
      }
      if (faults && chance(0.1)) {
        socket.receive(message);
      }
      if (faults && message.type !== "subscribed" && chance(0.1)) {
        late.push(() => socket.readyState === 1 && socket.receive(message));
      }
    }
  }

  world.arrange = (socket) => {
    const { receive } = socket;
    if (faults && chance(0.2)) {
      socket.end();
      return;
    }
    socket.accept();
    // A broadcast is told to a socket by `receive`, as answers are.
    socket.receive = (message) => {
      if (faults && message.replay === undefined && message.type === "changes" && chance(0.05)) {
        late.push(() => socket.readyState === 1 && receive.call(socket, message));
      } else {
        receive.call(socket, message);
      }
    };
  };

  const page = new Page(world, await world.feed({ buffer: upTo(6) }));
  const actions = [
    () => world.commit(...Array.from({ length: upTo(4) }, () => "x")),
    () => world.commit("x"),
    () => server.append(change("x"), change("x")),
    () => server.broadcast(Math.max(1, server.end - upTo(6))),
    () => world.pass(upTo(40) * SECOND),
    () => world.pass(upTo(5) * SECOND),
    () => late.splice(Math.floor(random() * late.length), 1).forEach((each) => each()),
    () => late.splice(0).forEach((each) => each()),
    () => world.openSockets.forEach((socket) => socket.readyState === 1 && chance(0.5) && socket.end(1001)),
    () => chance(0.3) && world.pass(10 * MINUTE),
    () => chance(0.1) && world.pass(2 * HOUR),
    () => chance(0.3) && (world.jump(upTo(90) * MINUTE), world.wake("resume")),
    () => chance(0.3) && world.network(true),
    () => chance(0.2) && server.reset(),
    () => chance(0.1) && page.epochs < 2 && (server.renew(), page.epochs++, server.broadcast()),
    () => chance(0.1) && (server.expired = server.end - upTo(3)),
  ];
  for (let i = 0; i < STEPS; i++) {
    await actions[Math.floor(random() * actions.length)]();
    await settle();
  }

  faults = false;
  late.splice(0).forEach((each) => each());
  await world.passUntil(() => page.feed.state === "open");
  world.commit("last");
  await world.pass(2 * MINUTE);
  assert.equal(page.feed.position, server.position());
  assert.equal(page.has(), server.end, "the page has everything");
}

/** A page that reads the table when it is told to, and checks what it is told in between. */
class Page {
  epochs = 0;
  #at; // the epoch and number up to which the page has everything
  #told; // those of the latest change
  #world;

  constructor(world, feed) {
    this.#world = world;
    this.feed = feed;
    const read = () => (this.#at = [world.server.epoch, world.server.end]);
    feed.addEventListener("open", read, { once: true });
    feed.addEventListener("resync", read);
    feed.addEventListener("change", ({ detail }) => this.#apply(detail));
  }

  /** What the page has read may be newer than the feed. */
  #apply({ seq }) {
    const [epoch, number, view] = this.feed.position.split(".");
    assert.equal(Number(number), seq, "the position is the change's");
    assert.ok(this.#told === undefined || isAfter([epoch, seq], this.#told), `${seq} is told again`);
    this.#told = [epoch, seq];
    if (epoch === this.#at[0]) {
      assert.ok(seq <= this.#at[1] + 1, `${seq} is told after ${this.#at[1]}`);
      this.#at[1] = Math.max(this.#at[1], seq);
    }
  }

  /** The number up to which the page has everything of the latest epoch. */
  has() {
    return this.#at[0] === this.#world.server.epoch && this.#at[1];
  }
}

const isAfter = ([epoch, number], [otherEpoch, other]) =>
  epoch > otherEpoch || (epoch === otherEpoch && number > other);
