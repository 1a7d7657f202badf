import assert from "node:assert/strict";
import test from "node:test";
import { Tablecast } from "../tablecast.js";
import { HOUR, MINUTE, SECOND, World, items, refusals, settle, told } from "./world.mjs";

const EXPONENTIAL = [1, 2, 4, 8, 16, 30, 30, 30];

const refuse = (socket) => socket.end();
const accept = (socket) => socket.accept();

test("a feed connects at once, and is open when it is live", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();

  assert.equal(feed.state, "connecting");
  assert.equal(world.socket.url, "wss://abc.execute-api.us-east-1.amazonaws.com/live");
  assert.equal(feed.url, world.socket.url);
  world.socket.accept();
  assert.equal(feed.state, "connecting");
  assert.deepEqual(told(feed), []);
  await settle();

  assert.equal(feed.state, "open");
  assert.deepEqual(told(feed), ["open"]);
});

test("a URL that isn't a WebSocket's is refused, and the error names what was found", (t) => {
  new World(t);

  assert.throws(() => new Tablecast("https://example.com/live"), {
    name: "TypeError",
    message: 'url: found "https:", must be "wss:" or "ws:"',
  });
  assert.throws(() => new Tablecast("example"), TypeError);
});

for (const [options, message] of [
  [{ format: "xml" }, 'format: found "xml", must be "json" or "text"'],
  [{ format: null }, 'format: found "null", must be "json" or "text"'],
  [{ format: "text\n" }, 'format: found "text\n", must be "json" or "text"'],
  [{ maxDelay: 0 }, "maxDelay: found 0, must be from 1 to 2147483647"],
  [{ maxDelay: NaN }, "maxDelay: found NaN, must be from 1 to 2147483647"],
  [{ maxDelay: "a minute" }, "maxDelay: found a minute, must be from 1 to 2147483647"],
  [{ maxDelay: 2 ** 31 }, "maxDelay: found 2147483648, must be from 1 to 2147483647"],
  [{ buffer: -1 }, "buffer: found -1, must be from 1 to 2147483647"],
  [{ buffer: null }, "buffer: found null, must be from 1 to 2147483647"],
]) {
  test(`an option that can't work is refused: ${JSON.stringify(message)}`, (t) => {
    const world = new World(t);

    assert.throws(() => world.feed(options), { name: "TypeError", message });
    assert.deepEqual(world.sockets, []);
  });
}

test("the sub-protocol is offered, except for texts without a token", async (t) => {
  const world = new World(t);
  world.feed();
  world.feed({ token: () => undefined });
  world.feed({ format: "text" });
  world.feed({ format: "text", token: () => "jwt" });
  await settle();

  assert.deepEqual(
    world.sockets.map(({ protocols }) => protocols),
    [["tablecast"], ["tablecast"], [], ["tablecast", "bearer.jwt"]],
  );
});

test("each connection is offered a token of its own, as a sub-protocol", async (t) => {
  const world = new World(t);
  let count = 0;
  const feed = await world.openFeed({ token: async () => `token-${++count}` });
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 2);

  assert.deepEqual(
    world.sockets.map(({ protocols }) => protocols),
    [
      ["tablecast", "bearer.token-1"],
      ["tablecast", "bearer.token-2"],
    ],
  );
  assert.equal(feed.state, "connecting");
});

test("the waits between attempts double up to maxDelay, with full jitter", async (t) => {
  for (const random of [0.999, 0.5, 0]) {
    await t.test(`random is ${random}`, async (t) => {
      const world = new World(t, { random });
      const feed = await world.openFeed();
      world.arrange = refuse;
      world.socket.end();
      const start = world.now;
      await world.passUntil(() => world.sockets.length === 1 + EXPONENTIAL.length);

      const waits = world.sockets.slice(1).map(({ madeAt }, i, all) => madeAt - (i === 0 ? start : all[i - 1].madeAt));
      EXPONENTIAL.forEach((most, i) => {
        // The world's clock has steps of a second.
        assert.ok(waits[i] <= Math.ceil(most * random) * SECOND + SECOND, `${i}: ${waits[i]}`);
        assert.ok(waits[i] >= Math.floor(most * random) * SECOND, `${i}: ${waits[i]}`);
      });
      assert.equal(feed.state, "waiting");
    });
  }
});

test("only a connection that lasted a minute makes the next wait short again", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  for (const [lasts, wait] of [
    [50, 1],
    [50, 2],
    [50, 4],
    [80, 1],
    [0, 2],
  ]) {
    world.arrange = () => {};
    await world.pass(lasts * SECOND);
    const made = world.sockets.length;
    world.socket.end();
    await world.pass((wait - 1) * SECOND);
    assert.equal(world.sockets.length, made, `sooner than after ${wait} s`);
    world.arrange = accept;
    await world.pass(SECOND);
    await settle();
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

test("a server that closes before it is live is asked again ever less often", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = (socket) => {
    socket.accept();
    socket.end(1000);
  };
  const feed = world.feed();
  await world.pass(HOUR);

  assert.ok(world.sockets.length < 30, `${world.sockets.length} connections in an hour`);
  assert.ok(world.sockets.length > 15, `${world.sockets.length} connections in an hour`);
  assert.deepEqual(new Set(told(feed)), new Set(["refused"]));
  assert.ok(feed.log.every(([, { reason }]) => reason === "closed"));
  assert.equal(refusals(feed).length, world.sockets.length);
});

test("a server that closes once it is live is asked again ever less often", async (t) => {
  const world = new World(t, { random: 0.999 });
  world.arrange = async (socket) => {
    socket.accept();
    await settle();
    socket.end(1000);
  };
  const feed = world.feed();
  await world.pass(HOUR);

  assert.ok(world.sockets.length < 130, `${world.sockets.length} connections in an hour`);
  assert.ok(world.sockets.length > 100, `${world.sockets.length} connections in an hour`);
  assert.deepEqual(new Set(told(feed)), new Set(["open", "close"]));
});

test("no connection is a reason to read again", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();
  world.arrange = accept;
  world.socket.accept();
  await settle();
  world.socket.end(1006);
  await world.passUntil(() => feed.state === "open");
  world.socket.end(1001);
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(feed.log, [
    ["open", null],
    ["close", { reason: "lost", code: 1006, final: false }],
    ["open", null],
    ["close", { reason: "closed", code: 1001, final: false }],
    ["open", null],
  ]);
});

test("a handshake that fails with an error and no close has failed as well", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await settle();
  world.socket.onerror({});
  world.arrange = accept;
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["refused", "open"]);
  assert.equal(world.sockets.length, 2);
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
  assert.deepEqual(
    world.sockets.map(({ protocols }) => protocols[1]),
    ["bearer.fresh"],
  );
  assert.deepEqual(
    feed.log.map(([, { reason }]) => reason),
    ["timeout"],
  );
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

test("close ends the feed for good, once", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const { socket } = world;
  feed.close();
  feed.close();
  world.commit("a");
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
  const running = new Set();
  for (const kind of ["Interval", "Timeout"]) {
    const { [`set${kind}`]: set, [`clear${kind}`]: clear } = globalThis;
    t.mock.method(globalThis, `set${kind}`, (...args) => {
      const timer = set(...args);
      running.add(timer);
      return timer;
    });
    t.mock.method(globalThis, `clear${kind}`, (timer) => {
      running.delete(timer);
      clear(timer);
    });
  }
  const open = await world.openFeed();
  await world.pass(MINUTE);
  const waiting = await world.openFeed();
  world.socket.end();
  assert.notEqual(running.size, 0);
  open.close();
  waiting.close();

  assert.deepEqual([...running], []);
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
  const signOut = () => {
    throw new Error("signed out");
  };
  const failed = world.feed({ token: async () => (await null, failed.close(), signOut()) });
  const given = world.feed({ token: async () => (await null, given.close(), "jwt") });
  await world.pass(MINUTE);

  assert.deepEqual(told(failed), ["close"]);
  assert.deepEqual(told(given), ["close"]);
  assert.deepEqual(world.sockets, []);
});

test("a listener that closes the feed gets no further events", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  feed.addEventListener("change", () => feed.close(), { once: true });
  world.commit("a", "b");
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
  assert.deepEqual(
    feed.log.map(([, { final }]) => final),
    [false, true],
  );
});
