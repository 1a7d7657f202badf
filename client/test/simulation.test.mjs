import assert from "node:assert/strict";
import test from "node:test";
import "../shared.js";
import { seeded } from "./random.mjs";
import { installTabs } from "./tabs.mjs";
import { HOUR, MINUTE, SECOND, World, move, settle } from "./world.mjs";

const SEEDS = Number(process.env.SEEDS ?? 100);
const FIRST = Number(process.env.SEED ?? 1);
const STEPS = 60;
const ROOMS = [undefined, "lobby", "bar", "roof"]; // an item without a room does not exist
const MORE_ROOMS = ["attic", "hall", "yard"]; // more than one connection can carry
const ITEMS = ["x", "y", "z"];

/**
 * A network and a server driven by a seed: messages are lost, repeated or late; requests get no answer;
 * there are cuts, sleeps, hand-overs, resets and new epochs. Subscriptions to rooms come and go on the
 * connection of a feed without a filter. Some resume where another ended.
 */
test("a page never misses a change without a resync, and gets none twice", async (t) => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    await t.test(`seed ${seed}`, (t) => simulate(t, seeded(seed)));
  }
});

/**
 * The same for tabs that share. Tabs come and go, also the leading one; pages freeze; and leaders lose
 * their lock.
 */
test("tabs that share never miss a change without a resync, and get none twice", async (t) => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    await t.test(`seed ${seed}`, (t) => simulate(t, seeded(seed), { shared: true }));
  }
});

async function simulate(t, random, { shared } = {}) {
  const allRooms = shared ? [...ROOMS, ...MORE_ROOMS] : ROOMS;
  const world = new World(t, { random: random() });
  const { server } = world;
  const chance = (share) => random() < share;
  const upTo = (most) => 1 + Math.floor(random() * most);
  const late = [];
  let faults = true;
  const any = (list) => list[Math.floor(random() * list.length)];
  const rooms = new Map();
  Object.assign(server, { step: upTo(8), frame: upTo(3), fresh: upTo(20), replayChanges: 5 + upTo(40) });

  /** Returns an item that is put, moved to another room, or deleted. */
  function moved() {
    const id = any(ITEMS);
    const from = rooms.get(id);
    const to = any(from ? allRooms : allRooms.slice(1));
    rooms.set(id, to);
    return move(id, from, to);
  }
  server.answer = (socket, messages) => deliver(socket, messages);

  /** Delivers messages in order, with the faults that a working connection may have. */
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
      // Answers to a request arrive in order; only frames are reordered.
      const lost = faults && message.type === "changes" && server.isContiguous(socket, message) && chance(0.05);
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
    // Broadcasts use `receive`, like answers.
    socket.receive = (message) => {
      const isLive = message.type === "changes" && message.replay === undefined;
      if (faults && isLive && server.isContiguous(socket, message) && chance(0.05)) {
        late.push(() => socket.readyState === 1 && receive.call(socket, message));
      } else {
        receive.call(socket, message);
      }
    };
  };

  const options = { buffer: upTo(6), shared };
  const tabs = shared && installTabs(t);
  const feeds = [];
  let epochs = 0;
  let pages = [];

  /** Starts a tab with a feed without a filter. */
  function enter(before) {
    const position = before?.subscription.position;
    const feed = world.feed({ ...options, position });
    feeds.push(feed);
    pages.push(new Page(world, feed, {}, before, feed));
  }
  enter();

  function subscribe(view, before) {
    const feed = any(feeds);
    if (pages.filter((page) => page.feed === feed).length < 5) {
      const subscription = feed.subscribe({ ...view, ...(before && { position: before.subscription.position }) });
      pages.push(new Page(world, subscription, view, before, feed));
    }
  }

  function leaveTab() {
    const [feed] = feeds.splice(Math.floor(random() * feeds.length), 1);
    const page = pages.find(({ subscription }) => subscription === feed);
    feed.close();
    pages = pages.filter((other) => other.feed !== feed);
    return page;
  }

  function leave(page) {
    page.subscription.close();
    pages = pages.filter((other) => other !== page);
  }

  const actions = [
    () => world.commit(...Array.from({ length: upTo(4) }, moved)),
    () => world.commit(moved()),
    () => server.append(moved(), moved()),
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
    () => chance(0.1) && epochs < 2 && (server.renew(), epochs++, server.broadcast()),
    () => chance(0.1) && (server.expired = server.end - upTo(3)),
    () => subscribe(chance(0.8) ? { filter: "room = :r", values: { ":r": any(allRooms.slice(1)) } } : {}),
    () => {
      const page = any(pages);
      if (page.subscription !== page.feed) {
        leave(page);
        if (chance(0.7)) {
          subscribe(page.view, page);
        }
      }
    },
  ];
  if (shared) {
    actions.push(
      () => feeds.length < 4 && enter(),
      () => feeds.length < 4 && enter(),
      () => feeds.length > 1 && enter(chance(0.5) ? leaveTab() : (leaveTab(), undefined)),
      () => chance(0.3) && world.wake("freeze"),
      () => {
        const name = tabs.locks.held.find((held) => held.endsWith("]"));
        if (name && chance(0.5)) {
          tabs.locks.request(name, { steal: true }, () => undefined).catch(() => {});
        }
      },
    );
  }
  for (let i = 0; i < STEPS; i++) {
    await any(actions)();
    await settle();
  }

  faults = false;
  late.splice(0).forEach((each) => each());
  await world.passUntil(() => pages.every(({ subscription }) => subscription.state === "open"));
  world.commit(moved());
  await world.pass(2 * MINUTE);
  feeds.forEach((feed) => assert.equal(feed.position, server.position()));
  assert.ok(!shared || world.openSockets.length <= 2, `${world.openSockets.length} connections`);
  pages.forEach((page) => page.assertComplete());
}

/** A page that reads the table on `resync`, and checks all changes in between. */
class Page {
  #at; // epoch and number up to which the page is complete
  #latest; // of the latest change
  #world;

  /**
   * Creates a page.
   *
   * @param before the page whose subscription ended at the position to resume from
   */
  constructor(world, subscription, view = {}, before, feed) {
    this.#world = world;
    this.feed = feed;
    this.subscription = subscription;
    this.view = view;
    this.#at = before?.subscription.position && before.#at;
    this.#latest = this.#at && before.#latest;
    const read = () => (this.#at = [world.server.epoch, world.server.end]);
    if (!this.#at) {
      subscription.addEventListener("open", read, { once: true });
    }
    subscription.addEventListener("resync", read);
    subscription.addEventListener("change", ({ detail }) => this.#apply(detail));
  }

  /** Applies a change, unless the page has already read a newer item. */
  #apply(change) {
    const { server } = this.#world;
    const { seq } = change;
    const [epoch, number] = this.subscription.position.split(".");
    assert.equal(Number(number), seq, "the position is the change's");
    assert.ok(this.#latest === undefined || isAfter([epoch, seq], this.#latest), `${seq} is delivered again`);
    this.#latest = [epoch, seq];
    if (epoch === server.epoch) {
      assert.deepEqual([change], server.seen(this.view, seq, seq));
    }
    if (epoch === this.#at[0]) {
      const missing = epoch === server.epoch ? server.seen(this.view, this.#at[1] + 1, seq - 1) : [];
      assert.deepEqual(missing, [], `${seq} is delivered after ${this.#at[1]}`);
      assert.ok(this.view.filter || seq <= this.#at[1] + 1, `${seq} is delivered after ${this.#at[1]}`);
      this.#at[1] = Math.max(this.#at[1], seq);
    }
  }

  /** Asserts that nothing of the latest epoch is missing, and that the position can be resumed from. */
  assertComplete() {
    const { server } = this.#world;
    assert.equal(this.#at[0], server.epoch);
    assert.deepEqual(server.seen(this.view, this.#at[1] + 1), [], "the page has everything");
    const [epoch, number] = this.subscription.position.split(".");
    assert.equal(epoch, server.epoch);
    assert.ok(server.end - number < server.fresh + server.frame, `${number} of ${server.end} is fresh`);
  }
}

const isAfter = ([epoch, number], [otherEpoch, other]) =>
  epoch > otherEpoch || (epoch === otherEpoch && number > other);
