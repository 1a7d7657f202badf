import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, PING, SECOND, World, refusals, told } from "./world.mjs";

const EVENTS = ["visibilitychange", "pageshow", "resume"];
const accept = (socket) => socket.accept();

test("a laptop that slept asks at once whether the connection has survived", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.jump(9 * MINUTE);
  await world.pass(10 * SECOND);
  assert.deepEqual(world.socket.sent, [PING]);
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), []);
});

test("a connection that didn't survive the sleep is replaced within half a minute", async (t) => {
  const world = new World(t, { random: 0 });
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  world.arrange = accept;
  world.jump(8 * MINUTE);
  await world.pass(40 * SECOND);

  assert.deepEqual(feed.log[0], ["close", { reason: "unanswered", code: undefined, final: false }]);
  assert.equal(feed.state, "open");
});

test("a ping that was on its way when the laptop fell asleep is sent again, not given up", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  await world.passUntil(() => world.socket.sent.length === 1);
  await world.pass(11 * SECOND);
  world.jump(3 * MINUTE);
  await world.pass(10 * SECOND);
  assert.deepEqual(world.socket.sent, [PING, PING]);
  world.socket.receive({ type: "pong" });
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), []);
});

test("a hidden page, whose timers fire once a minute, is not one that slept", async (t) => {
  const world = new World(t, { tick: MINUTE });
  const feed = await world.openFeed();
  await world.pass(30 * MINUTE);

  assert.ok(world.socket.sent.length >= 4 && world.socket.sent.length <= 6);
  assert.deepEqual(told(feed), []);
});

for (const frozen of [20, 25, 60, 89, 3_600]) {
  test(`after ${frozen} s without a timer it pings at the first`, async (t) => {
    const world = new World(t);
    const feed = await world.openFeed();
    await world.pass(MINUTE);
    assert.deepEqual(world.socket.sent, []);
    world.jump(frozen * SECOND);
    await world.pass(10 * SECOND);
    assert.deepEqual(world.socket.sent, [PING]);
    await world.pass(MINUTE);

    assert.deepEqual(told(feed), []);
    assert.deepEqual(world.socket.sent, [PING]);
  });

  for (const event of EVENTS) {
    test(`after ${frozen} s it pings at once when it hears of ${event}`, async (t) => {
      const world = new World(t);
      await world.openFeed();
      world.jump(frozen * SECOND);
      await world.wake(event);

      assert.deepEqual(world.socket.sent, [PING]);
    });

    test(`a connection that died in ${frozen} s is replaced within half a minute of ${event}`, async (t) => {
      for (const random of [0, 0.999]) {
        const world = new World(t, { random });
        const feed = await world.openFeed();
        await world.pass(7 * SECOND);
        world.socket.answersPings = false;
        world.arrange = accept;
        world.jump(frozen * SECOND);
        await world.wake(event);
        const woke = world.now;
        await world.passUntil(() => world.sockets.length === 2);

        assert.equal(feed.state, "open");
        assert.ok(world.now - woke >= 10 * SECOND, "an answer has its time");
        assert.ok(world.now - woke <= 30 * SECOND, `${world.now - woke} ms`);
        assert.deepEqual(told(feed), ["close", "open"]);
        t.mock.reset();
        t.mock.timers.reset();
      }
    });
  }
}

test("a timer that is due when the page wakes doesn't take from an answer's time", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  await world.pass(9 * SECOND);
  world.jump(MINUTE);
  await world.wake("resume");
  await world.pass(19 * SECOND);
  assert.deepEqual(told(feed), []);
  world.socket.receive({ type: "pong" });
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), []);
  assert.deepEqual(world.socket.sent, [PING]);
});

test("several events of one waking are one ping", async (t) => {
  const world = new World(t);
  await world.openFeed();
  world.socket.answersPings = false;
  world.jump(MINUTE);
  for (const event of EVENTS) {
    await world.wake(event);
  }
  await world.pass(5 * SECOND);

  assert.deepEqual(world.socket.sent, [PING]);
});

test("a page that is only shown and hidden isn't one that slept", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  for (let i = 0; i < 60; i++) {
    await world.pass(SECOND);
    await world.wake("visibilitychange");
  }

  assert.deepEqual(world.socket.sent, []);
  assert.deepEqual(told(feed), []);
});

test("a dead connection is found out, however often the page is shown", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  world.jump(MINUTE);
  for (let i = 0; i < 30 && feed.state === "open"; i++) {
    await world.wake("visibilitychange");
    await world.pass(SECOND);
  }

  assert.equal(feed.state, "waiting");
});

test("a dead connection is found out, however slow the timers of the page are", async (t) => {
  for (const tick of [25 * SECOND, MINUTE, 5 * MINUTE]) {
    const world = new World(t, { tick });
    const feed = await world.openFeed();
    world.socket.answersPings = false;
    await world.pass(8 * MINUTE + 3 * tick);

    assert.deepEqual(told(feed)[0], "close", `${tick}`);
    t.mock.reset();
    t.mock.timers.reset();
  }
});

test("a hidden page that freezes for longer than its timers take pings when they go on", async (t) => {
  const world = new World(t, { tick: MINUTE });
  await world.openFeed();
  await world.pass(4 * MINUTE);
  const before = world.socket.sent.length;
  world.jump(20 * SECOND);
  await world.pass(MINUTE);

  assert.equal(world.socket.sent.length, before + 1);
});

test("a feed that waits tries at once when the page wakes", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = (socket) => socket.end();
  const feed = world.feed();
  await world.passUntil(() => refusals(feed).length === 12);
  await world.pass(10 * SECOND);
  const made = world.sockets.length;
  world.arrange = accept;
  world.jump(HOUR);
  await world.wake("resume");

  assert.equal(world.sockets.length, made + 1);
  assert.equal(feed.state, "open");
});

test("an attempt that the page slept through is made anew, and isn't a refusal", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await world.pass(SECOND);
  const [slept] = world.sockets;
  world.jump(HOUR);
  await world.wake("resume");
  world.socket.accept();
  await world.pass(MINUTE);

  assert.equal(slept.readyState, 2);
  assert.deepEqual(told(feed), ["open"]);
});

test("a hand-over that the page slept through goes on", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  await world.passUntil(() => world.sockets.length === 2);
  const [, next] = world.sockets;
  world.jump(5 * MINUTE);
  await world.wake("resume");
  await world.pass(20 * SECOND);
  next.accept();
  await world.pass(10 * MINUTE);

  assert.deepEqual(told(feed), []);
  assert.deepEqual(world.openSockets, [next]);
});

test("a feed that is closed doesn't wake", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  feed.close();
  world.jump(HOUR);
  for (const event of EVENTS) {
    await world.wake(event);
  }

  assert.equal(world.sockets.length, 1);
});
