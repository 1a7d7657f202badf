import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, World, refusals, settle, told } from "./world.mjs";

const refuse = (socket) => socket.end();
const accept = (socket) => socket.accept();

test("a page that is said to be offline tries at once, and then slowly", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = refuse;
  await world.network(false);
  const feed = world.feed();
  await settle();
  assert.equal(feed.state, "offline");
  await world.pass(HOUR);

  const waits = feed.log.map(([, { delay }]) => Math.round(delay / 999));
  assert.deepEqual(waits.slice(0, 9), Array(9).fill(30));
  assert.deepEqual(new Set(waits.slice(9)), new Set([300]));
  assert.ok(world.sockets.length > 15, `${world.sockets.length} attempts in an hour`);
});

test("a browser that is wrong about its network is open nevertheless", async (t) => {
  const world = new World(t);
  world.arrange = accept;
  await world.network(false);
  const feed = world.feed();
  await settle();
  assert.equal(feed.state, "open");

  world.socket.end();
  assert.equal(feed.state, "offline");
  await world.pass(30 * SECOND);
  assert.equal(feed.state, "open");
  await world.passUntil(() => world.sockets.length === 3);
  assert.deepEqual(world.openSockets, [world.socket], "hands over too");
});

test("a connection may outlast that the page goes offline", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  await world.network(false);
  await world.pass(30 * MINUTE);

  assert.equal(feed.state, "open");
  assert.deepEqual(told(feed), []);
});

test("an attempt goes on when the page goes offline", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();
  await world.network(false);
  assert.equal(feed.state, "connecting");
  world.socket.accept();
  await settle();

  assert.deepEqual(told(feed), ["open"]);
});

test("online makes it try at once, and the waits short again", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = refuse;
  const feed = world.feed();
  await world.passUntil(() => refusals(feed).length === 12);
  await world.network(false);
  await world.pass(10 * SECOND);
  assert.equal(feed.state, "offline");
  const made = world.sockets.length;

  await world.network(true);
  assert.equal(world.sockets.length, made + 1);
  await world.pass(SECOND);
  assert.equal(world.sockets.length, made + 2, "the network may need a moment");
  world.arrange = accept;
  await world.network(true);
  assert.equal(feed.state, "open");
});

test("online ends a wait and an attempt, and there is one attempt after it", async (t) => {
  const world = new World(t, { random: 0.999 });
  await world.openFeed();
  world.socket.end();
  await world.network(true);
  await world.network(true);
  const [, given, latest] = world.sockets;
  assert.equal(given.readyState, 2);
  latest.accept();
  await world.pass(5 * SECOND);

  assert.deepEqual(world.openSockets, [latest]);
  assert.equal(world.sockets.length, 3);
});

for (const [url, isLoopback] of [
  ["ws://localhost:8080/live", true],
  ["ws://LOCALHOST:8080/live", true],
  ["ws://feed.localhost/live", true],
  ["ws://127.0.0.1:8080/live", true],
  ["ws://127.1:8080/live", true],
  ["ws://[::1]:8080/live", true],
  ["ws://localhost.example.com/live", false],
  ["ws://127.0.0.1.example.com/live", false],
  ["ws://mylocalhost/live", false],
  ["ws://10.0.0.1/live", false],
  ["ws://[fe80::1]/live", false],
]) {
  test(`navigator.onLine is ${isLoopback ? "no" : "a"} hint for ${url}`, async (t) => {
    const world = new World(t, { random: 0.999 });
    world.arrange = refuse;
    await world.network(false);
    const feed = world.feed({}, url);
    await settle();

    assert.equal(feed.state, isLoopback ? "waiting" : "offline");
    assert.equal(feed.log[0][1].delay, 0.999 * (isLoopback ? 1 : 30) * SECOND);
  });
}

test("where there is no navigator there is no hint", async (t) => {
  const world = new World(t);
  delete globalThis.navigator;
  world.arrange = refuse;
  const feed = world.feed();
  await settle();

  assert.equal(feed.state, "waiting");
});
