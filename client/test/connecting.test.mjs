import assert from "node:assert/strict";
import test from "node:test";
import { Tablecast } from "../tablecast.js";
import { HOUR, MINUTE, SECOND, World, items, message, resyncs, settle, told } from "./world.mjs";

const EXPONENTIAL = [1, 2, 4, 8, 16, 30, 30, 30];

const refuse = (socket) => socket.end();
const accept = (socket) => socket.accept();

test("a feed connects at once, and is open when the handshake is", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();

  assert.equal(feed.state, "connecting");
  assert.equal(world.socket.url, "wss://abc.execute-api.us-east-1.amazonaws.com/live");
  assert.equal(feed.url, world.socket.url);
  world.socket.accept();

  assert.equal(feed.state, "open");
  assert.deepEqual(told(feed), ["open"]);
});

test("a URL that isn't a WebSocket's is refused with what was found", (t) => {
  new World(t);

  assert.throws(() => new Tablecast("https://example.com/live"), {
    name: "TypeError",
    message: 'url: found "https:", must be "wss:" or "ws:"',
  });
  assert.throws(() => new Tablecast("example"), TypeError);
});

test("without a token no sub-protocol is offered", async (t) => {
  const world = new World(t);
  world.feed();
  world.feed({ token: () => undefined });
  await settle();

  assert.deepEqual(world.sockets.map(({ protocols }) => protocols), [[], []]);
});

test("each connection is offered a token of its own, as a sub-protocol", async (t) => {
  const world = new World(t);
  let count = 0;
  const feed = await world.openFeed({ token: async () => `token-${++count}` });
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 2);

  assert.deepEqual(world.sockets.map(({ protocols }) => protocols), [
    ["tablecast", "bearer.token-1"],
    ["tablecast", "bearer.token-2"],
  ]);
  assert.equal(feed.state, "connecting");
});

test("the waits between attempts double up to maxDelay, with full jitter", async (t) => {
  for (const random of [0.999, 0.5, 0]) {
    await t.test(`random is ${random}`, async (t) => {
      const world = new World(t, { random });
      const feed = await world.openFeed();
      world.arrange = refuse;
      world.reachable = false;
      world.socket.end();
      const start = world.now;
      await world.passUntil(() => world.sockets.length === 1 + EXPONENTIAL.length);

      const waits = world.sockets.slice(1).map(({ madeAt }, i, all) =>
        madeAt - (i === 0 ? start : all[i - 1].madeAt));
      EXPONENTIAL.forEach((most, i) => {
        // The world's clock has steps of a second.
        assert.ok(waits[i] <= Math.ceil(most * random) * SECOND + SECOND, `${i}: ${waits[i]}`);
        assert.ok(waits[i] >= Math.floor(most * random) * SECOND, `${i}: ${waits[i]}`);
      });
      assert.equal(feed.state, "waiting");
    });
  }
});

test("maxDelay is the longest wait", async (t) => {
  const world = new World(t, { random: 0.999 });
  await world.openFeed({ maxDelay: 3 * SECOND });
  world.arrange = refuse;
  world.reachable = false;
  world.socket.end();
  await world.pass(MINUTE);

  assert.ok(world.sockets.length > 18, `${world.sockets.length} attempts`);
});

test("only a connection that lasted a minute makes the next wait short again", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  for (const [lasts, wait] of [[50, 1], [50, 2], [50, 4], [80, 1], [0, 2]]) {
    world.arrange = () => {};
    await world.pass(lasts * SECOND);
    const made = world.sockets.length;
    world.socket.end();
    await world.pass((wait - 1) * SECOND);
    assert.equal(world.sockets.length, made, `sooner than after ${wait} s`);
    world.arrange = accept;
    await world.pass(SECOND);
    assert.equal(world.sockets.length, made + 1, `not after ${wait} s`);
    assert.equal(feed.state, "open");
  }
});

test("the time that a handshake takes doesn't count as time that a connection lasted", async (t) => {
  const world = new World(t, { random: 0.999 });
  await world.openFeed();
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 2);
  await world.pass(25 * SECOND);
  world.socket.accept();
  await world.pass(45 * SECOND);
  world.socket.end();
  await world.pass(SECOND);
  assert.equal(world.sockets.length, 2);
  await world.pass(SECOND);

  assert.equal(world.sockets.length, 3);
});

test("a server that closes at once is asked again ever less often", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = (socket) => {
    socket.accept();
    socket.end(1000);
  };
  const feed = world.feed();
  await world.pass(HOUR);

  assert.ok(world.sockets.length < 130, `${world.sockets.length} connections in an hour`);
  assert.ok(world.sockets.length > 100, `${world.sockets.length} connections in an hour`);
  assert.ok(resyncs(feed).every((reason) => reason === "closed"));
});

test("the first connection is no reason to read again, each later one is", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();
  world.arrange = accept;
  world.socket.accept();
  assert.deepEqual(told(feed), ["open"]);

  world.socket.end(1006);
  await world.passUntil(() => feed.state === "open");
  world.socket.end(1001);
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(feed.log, [
    ["open", null],
    ["close", { reason: "lost", code: 1006, final: false }],
    ["open", null],
    ["resync", { reason: "lost" }],
    ["close", { reason: "closed", code: 1001, final: false }],
    ["open", null],
    ["resync", { reason: "closed" }],
  ]);
});

test("a handshake that is never accepted is tried five times, and then there is one error", async (t) => {
  const world = new World(t);
  world.arrange = refuse;
  const feed = world.feed({ token: () => "secret" });
  await world.pass(2 * HOUR);

  assert.equal(world.sockets.length, 5);
  assert.equal(feed.state, "closed");
  const [[error, detail], last, ...others] = feed.log;
  assert.equal(error, "error");
  assert.ok(detail instanceof Error);
  assert.equal(detail.reason, "refused");
  assert.equal(detail.message, "refused 5 times, though the server answers");
  assert.deepEqual(last, ["close", { reason: "refused", final: true }]);
  assert.deepEqual(others, []);
});

test("a handshake that fails with an error and no close has failed as well", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();
  world.socket.onerror({});
  world.arrange = accept;
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["open"]);
  assert.equal(world.sockets.length, 2);
});

test("whether the server answers is asked without cookies and without the token", async (t) => {
  const world = new World(t);
  world.arrange = refuse;
  const feed = world.feed({ token: () => "secret" });
  await world.passUntil(() => feed.state === "closed");

  const [{ signal, ...probe }, ...others] = world.probes;
  assert.deepEqual(probe, {
    url: "https://abc.execute-api.us-east-1.amazonaws.com/live",
    method: "HEAD",
    mode: "no-cors",
    credentials: "omit",
  });
  assert.ok(signal instanceof AbortSignal);
  assert.deepEqual(others, []);
});

test("a server that can't be reached is tried for as long as it takes", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = refuse;
  world.reachable = false;
  const feed = world.feed();
  await world.pass(HOUR);
  assert.equal(feed.state, "waiting");
  assert.ok(world.sockets.length < 130, `${world.sockets.length} attempts in an hour`);

  world.arrange = accept;
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["open"]);
});

test("a feed that was open before is given twenty attempts", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.arrange = refuse;
  world.socket.end();
  await world.pass(2 * HOUR);

  assert.equal(world.sockets.length, 1 + 20);
  assert.deepEqual(told(feed), ["close", "error", "close"]);
});

test("an attempt that succeeds makes the failures before it forgotten", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  for (let failed = 0; failed < 4; failed++) {
    await world.passUntil(() => world.sockets.length === failed + 1);
    world.socket.end();
    await settle();
  }
  await world.passUntil(() => world.sockets.length === 5);
  world.socket.accept();
  world.arrange = refuse;
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 5 + 19);

  assert.equal(feed.state, "waiting");
  assert.deepEqual(world.probes, []);
});

test("a token function that fails once is called again", async (t) => {
  const world = new World(t);
  world.arrange = accept;
  let calls = 0;
  const feed = world.feed({
    token: () => {
      if (++calls === 1) {
        throw new Error("not yet");
      }
      return "jwt";
    },
  });
  await world.passUntil(() => feed.state === "open");

  assert.equal(calls, 2);
  assert.deepEqual(told(feed), ["open"]);
});

test("a token function that keeps failing ends the feed with its error", async (t) => {
  const world = new World(t);
  const cause = new Error("signed out");
  let calls = 0;
  const feed = world.feed({ token: () => Promise.reject((calls++, cause)) });
  await world.pass(HOUR);

  assert.equal(calls, 5);
  assert.deepEqual(world.sockets, []);
  assert.deepEqual(told(feed), ["error", "close"]);
  assert.equal(feed.log[0][1].reason, "token");
  assert.equal(feed.log[0][1].cause, cause);
});

test("a token that can't be offered ends the feed with the WebSocket's error", async (t) => {
  const world = new World(t);
  t.mock.method(globalThis, "WebSocket", function () {
    throw new SyntaxError("wrong sub-protocol");
  });
  const feed = world.feed({ token: () => "no token" });
  await world.pass(HOUR);

  assert.equal(feed.log[0][1].reason, "token");
  assert.equal(feed.log[0][1].cause.message, "wrong sub-protocol");
});

test("a token that comes after half a minute belongs to an attempt that was given up", async (t) => {
  const world = new World(t);
  const tokens = [];
  const feed = world.feed({ token: () => new Promise((resolve) => tokens.push(resolve)) });
  await world.passUntil(() => tokens.length === 2);

  tokens[0](Promise.reject(new Error("late")));
  await world.pass(5 * SECOND);
  assert.equal(tokens.length, 2);
  assert.deepEqual(world.sockets, []);
  tokens[1]("fresh");
  await settle();
  assert.deepEqual(world.sockets.map(({ protocols }) => protocols[1]), ["bearer.fresh"]);
  assert.deepEqual(told(feed), []);
});

test("a handshake that hangs is given up after half a minute", async (t) => {
  const world = new World(t);
  world.feed();
  await world.pass(29 * SECOND);
  assert.equal(world.sockets.length, 1);
  await world.pass(20 * SECOND);

  assert.equal(world.sockets.length, 2);
  assert.equal(world.sockets[0].readyState, 2);
});

test("there are no attempts while the page is offline, and one at once when it isn't", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  await world.network(false);
  assert.equal(feed.state, "open", "a connection may outlast it");
  world.socket.end();
  await world.pass(HOUR);
  assert.equal(feed.state, "offline");
  assert.equal(world.sockets.length, 1);

  world.arrange = accept;
  await world.network(true);

  assert.equal(world.sockets.length, 2);
  assert.deepEqual(told(feed), ["close", "open", "resync"]);
});

test("a wait or an attempt ends when the page goes offline", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  world.socket.end();
  assert.equal(feed.state, "waiting");
  await world.network(false);
  assert.equal(feed.state, "offline");
  await world.pass(MINUTE);
  assert.equal(world.sockets.length, 1);

  await world.network(true);
  assert.equal(feed.state, "connecting");
  await world.network(false);
  assert.equal(feed.state, "offline");
  assert.equal(world.socket.readyState, 2);
  await world.pass(MINUTE);
  assert.equal(world.sockets.length, 2);
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

test("a token that comes while the page is offline isn't used", async (t) => {
  const world = new World(t);
  let give;
  const feed = world.feed({ token: () => new Promise((resolve) => (give = resolve)) });
  await settle();
  await world.network(false);
  give("jwt");
  await settle();

  assert.equal(feed.state, "offline");
  assert.deepEqual(world.sockets, []);
});

test("a page that is loaded offline connects when it is online", async (t) => {
  const world = new World(t);
  await world.network(false);
  const feed = world.feed();
  await settle();
  assert.equal(feed.state, "offline");
  assert.deepEqual(world.sockets, []);

  world.arrange = accept;
  await world.network(true);

  assert.deepEqual(told(feed), ["open"]);
});

test("online ends a wait, also while the server is asked whether it answers", async (t) => {
  const world = new World(t);
  let answer;
  t.mock.method(globalThis, "fetch", () => new Promise((resolve) => (answer = resolve)));
  world.arrange = refuse;
  const feed = world.feed();
  await world.passUntil(() => answer);
  world.arrange = accept;
  await world.network(true);
  answer({});
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["open"]);
  assert.equal(world.sockets.length, 6);
});

test("close ends the feed for good, once", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const { socket } = world;
  feed.close();
  feed.close();
  socket.receive(message("m1", "a"));
  await world.network(false);
  await world.network(true);
  await world.pass(3 * HOUR);

  assert.equal(feed.state, "closed");
  assert.deepEqual(feed.log, [["close", { reason: "ended", final: true }]]);
  assert.equal(socket.readyState, 2);
  assert.equal(world.sockets.length, 1);
  assert.deepEqual(socket.sent, []);
});

test("a feed that is closed leaves no timer behind", async (t) => {
  const world = new World(t);
  const { mock } = t.mock.method(globalThis, "clearInterval");
  const feed = await world.openFeed();
  feed.close();

  assert.equal(mock.callCount(), 1);
});

test("close ends a wait and an attempt as well", async (t) => {
  const world = new World(t);
  const waiting = await world.openFeed();
  world.socket.end();
  waiting.close();
  const connecting = world.feed();
  await settle();
  connecting.close();
  const made = world.sockets.length;
  await world.pass(HOUR);

  assert.equal(world.sockets.length, made);
  assert.deepEqual(world.openSockets, []);
});

test("a signal closes the feed, or keeps it from connecting at all", async (t) => {
  const world = new World(t);
  const controller = new AbortController();
  const feed = await world.openFeed({ signal: controller.signal });
  controller.abort();
  const late = world.feed({ signal: controller.signal });
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["close"]);
  assert.equal(late.state, "closed");
  assert.equal(world.sockets.length, 1);
});

test("a token function may close the feed", async (t) => {
  const world = new World(t);
  const feed = world.feed({
    token: () => {
      feed.close();
      throw new Error("signed out");
    },
  });
  await settle();
  const asked = world.feed({ token: async () => void asked.close() });
  await world.pass(MINUTE);

  assert.deepEqual(told(asked), ["close"]);
  assert.deepEqual(world.sockets, []);
});

test("a listener that closes the feed is told no more", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  feed.addEventListener("change", () => feed.close(), { once: true });
  world.socket.receive(message("m1", "a", "b"));
  assert.deepEqual(items(feed), ["a"]);

  const other = await world.openFeed();
  world.arrange = accept;
  other.addEventListener("open", () => other.close());
  world.socket.end();
  await world.pass(MINUTE);

  assert.deepEqual(told(other), ["close", "open", "close"]);
});

test("a listener that closes the feed when a connection is lost ends it", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  feed.addEventListener("close", () => feed.close(), { once: true });
  world.socket.end();
  await world.pass(MINUTE);

  assert.equal(world.sockets.length, 1);
  assert.deepEqual(feed.log.map(([, { final }]) => final), [false, true]);
});
