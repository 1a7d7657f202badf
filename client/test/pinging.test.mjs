import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, PING, World, told } from "./world.mjs";

const accept = (socket) => socket.accept();

for (const random of [0, 0.5, 0.999]) {
  test(`a ping is sent well before 10 idle minutes (random is ${random})`, async (t) => {
    const world = new World(t, { random });
    await world.openFeed();
    const pings = pingTimes(world);
    await world.pass(75 * MINUTE);

    assert.ok(pings.length >= 14 && pings.length <= 16, `${pings.length} pings`);
    pings.reduce((before, ping) => {
      assert.ok(ping - before <= 5 * MINUTE + 20 * SECOND, `${(ping - before) / SECOND} s`);
      return ping;
    }, world.socket.madeAt);
    assert.ok(world.socket.sent.every((text) => text === PING));
  });
}

test("a connection that doesn't answer a ping is given up within half a minute", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const dead = world.socket;
  dead.answersPings = false;
  world.arrange = accept;
  await world.passUntil(() => dead.sent.length === 1);
  const pinged = world.now;
  await world.passUntil(() => feed.log.length > 0);

  assert.ok(world.now - pinged >= 10 * SECOND, `${world.now - pinged} ms`);
  assert.ok(world.now - pinged <= 30 * SECOND, `${world.now - pinged} ms`);
  await world.passUntil(() => feed.state === "open");
  assert.deepEqual(feed.log, [
    ["close", { reason: "unanswered", code: undefined, final: false }],
    ["open", null],
  ]);
  assert.equal(dead.readyState, 2);
});

test("whatever arrives is an answer", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  for (let i = 0; i < 4; i++) {
    await world.passUntil(() => world.socket.sent.length === i + 1);
    await world.pass(9 * SECOND);
    world.commit("a");
    await world.pass(MINUTE);
  }

  assert.deepEqual(told(feed), []);
});

test("a clock that is set forward costs a ping, one that is set back nothing", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.jump(20 * MINUTE);
  await world.pass(20 * SECOND);
  assert.equal(world.socket.sent.length, 1);

  const pings = pingTimes(world);
  world.jump(-24 * HOUR);
  const start = world.now;
  await world.pass(30 * MINUTE);
  assert.ok(pings.length >= 5, `${pings.length} pings`);
  assert.ok(pings[0] - start <= 5 * MINUTE + 20 * SECOND);
  assert.deepEqual(told(feed), []);
});

test("when the page is online again the connection is asked whether it has survived", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.answersPings = false;
  await world.pass(9 * SECOND);
  await world.network(false);
  await world.network(true);
  assert.deepEqual(world.socket.sent, [PING]);
  await world.pass(5 * SECOND);
  assert.deepEqual(told(feed), [], "an answer has at least 10 seconds");
  await world.pass(20 * SECOND);

  assert.deepEqual(told(feed).slice(0, 1), ["close"]);
});

/** Returns a list of the times at which the last socket is pinged from now on. */
function pingTimes(world) {
  const times = [];
  const { socket } = world;
  const send = socket.send.bind(socket);
  socket.send = (text) => {
    times.push(world.now);
    send(text);
  };
  return times;
}
