import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, World, refusals, settle, told } from "./world.mjs";

const DAY = 24 * HOUR;
const refuse = (socket) => socket.end();
const accept = (socket) => socket.accept();
const oneTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

test("each refusal is an event with the number in a row and the delay", async (t) => {
  const world = new World(t);
  world.arrange = refuse;
  const feed = world.feed();
  await world.passUntil(() => feed.log.length === 3);

  assert.deepEqual(
    feed.log,
    [1, 2, 4].map((limit, i) => [
      "refused",
      { reason: "refused", cause: undefined, count: i + 1, delay: limit * SECOND * 0.5 },
    ]),
  );
  assert.equal(feed.state, "waiting");
});

for (const [when, feedOf] of [
  ["that was never accepted", (world) => world.feed()],
  [
    "that was open before",
    async (world) => {
      const feed = await world.openFeed();
      world.socket.end();
      return feed;
    },
  ],
]) {
  test(`a feed ${when} goes on for a day of refusals, and is open minutes after it`, async (t) => {
    const world = new World(t, { random: 0.999 });
    const feed = await feedOf(world);
    feed.log.length = 0;
    world.arrange = refuse;
    await world.passUntil(() => refusals(feed).length === 100, DAY);
    assert.deepEqual(refusals(feed), oneTo(100));
    assert.deepEqual(new Set(told(feed)), new Set(["refused"]));

    world.arrange = accept;
    feed.log.length = 0;
    await world.pass(5 * MINUTE);
    assert.equal(told(feed)[0], "open");
  });
}

test("after ten refusals in a row the longest wait is five minutes, on loopback it isn't", async (t) => {
  for (const [url, waits] of [
    ["wss://feed.example.com/live", [1, 2, 4, 8, 16, 30, 30, 30, 30, 300, 300, 300]],
    ["wss://localhost.example.com/live", [1, 2, 4, 8, 16, 30, 30, 30, 30, 300, 300, 300]],
    ["ws://localhost:8080/live", [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]],
    ["ws://127.0.0.1:8080/live", [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]],
  ]) {
    await t.test(url, async (t) => {
      const world = new World(t, { random: 0.999 });
      world.arrange = refuse;
      const feed = world.feed({}, url);
      await world.passUntil(() => refusals(feed).length === waits.length);

      assert.deepEqual(
        feed.log.map(([, { delay }]) => Math.round(delay / 999)),
        waits,
      );
      world.sockets.slice(1).forEach(({ madeAt }, i) => {
        const waited = (madeAt - world.sockets[i].madeAt) / SECOND;
        assert.ok(waited <= waits[i] && waited >= waits[i] * 0.99 - 1, `${i}: ${waited}`);
      });
    });
  }
});

test("maxDelay is the longest wait before the tenth refusal, and after it where it is longer", async (t) => {
  for (const [maxDelay, before, after] of [
    [3 * SECOND, 3 * SECOND, 5 * MINUTE],
    [10 * MINUTE, 256 * SECOND, 10 * MINUTE],
  ]) {
    await t.test(`${maxDelay}`, async (t) => {
      const world = new World(t, { random: 0.999 });
      world.arrange = refuse;
      const feed = world.feed({ maxDelay });
      await world.passUntil(() => refusals(feed).length === 12);
      const longest = (list) => Math.max(...list.map(([, { delay }]) => delay)) / 0.999;

      assert.equal(longest(feed.log.slice(0, 9)), before);
      assert.equal(longest(feed.log.slice(9)), after);
    });
  }
});

test("an attempt that succeeds makes the refusals before it forgotten", async (t) => {
  const world = new World(t);
  world.arrange = refuse;
  const feed = world.feed();
  await world.passUntil(() => refusals(feed).length === 12);
  world.arrange = accept;
  await world.passUntil(() => feed.state === "open");
  world.arrange = refuse;
  world.socket.end();
  await world.passUntil(() => refusals(feed).length === 14);

  assert.deepEqual(refusals(feed).slice(12), [1, 2]);
});

test("a handshake that hangs is refused with the reason timeout", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  await world.passUntil(() => feed.log.length > 0);

  assert.deepEqual(
    feed.log.map(([type, { reason }]) => [type, reason]),
    [["refused", "timeout"]],
  );
});

test("a connection that ends before it is live is refused", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  world.arrange = (socket) => {
    socket.accept();
    socket.end(world.sockets.length === 1 ? 1001 : 1006);
  };
  await world.passUntil(() => refusals(feed).length === 2);

  assert.deepEqual(
    feed.log.map(([type, { reason, count }]) => [type, reason, count]),
    [
      ["refused", "closed", 1],
      ["refused", "lost", 2],
    ],
  );
});

test("a hand-over that is refused is an event too, while the feed stays open", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  const old = world.socket;
  world.arrange = refuse;
  await world.passUntil(() => refusals(feed).length === 2);
  assert.equal(feed.state, "open");
  world.arrange = accept;
  await world.passUntil(() => old.readyState > 1);

  assert.deepEqual(new Set(told(feed)), new Set(["refused"]));
});

test("no request other than a handshake is made", async (t) => {
  const world = new World(t);
  const { mock } = t.mock.method(globalThis, "fetch");
  world.arrange = refuse;
  world.feed();
  await world.pass(HOUR);

  assert.equal(mock.callCount(), 0);
});

test("a token function that fails is called again, and its error is the cause of the refusal", async (t) => {
  const world = new World(t);
  world.arrange = accept;
  const cause = new Error("not yet");
  let calls = 0;
  const token = () => {
    if (++calls <= 25) {
      throw cause;
    }
    return "jwt";
  };
  const feed = world.feed({ token });
  await world.passUntil(() => feed.state === "open");

  assert.equal(calls, 26);
  assert.deepEqual(refusals(feed), oneTo(25));
  assert.deepEqual(told(feed).at(-1), "open");
  assert.ok(feed.log.slice(0, -1).every(([, detail]) => detail.reason === "token" && detail.cause === cause));
});

test("a token that can't be offered is refused with the WebSocket's error, and requested again", async (t) => {
  const world = new World(t);
  const { mock } = t.mock.method(globalThis, "WebSocket", function () {
    throw new SyntaxError("wrong sub-protocol");
  });
  const feed = world.feed({ token: () => "no token" });
  await world.pass(HOUR);

  assert.ok(mock.callCount() > 10);
  assert.equal(feed.state, "waiting");
  assert.equal(feed.log[0][1].reason, "token");
  assert.equal(feed.log[0][1].cause.message, "wrong sub-protocol");
});

for (const [how, fail] of [
  [
    "throws",
    (error) => {
      throw error;
    },
  ],
  ["rejects with", (error) => Promise.reject(error)],
]) {
  test(`a token function that ${how} a final error ends the feed with it`, async (t) => {
    const world = new World(t);
    const signedOut = Object.assign(new Error("signed out"), { final: true });
    const token = t.mock.fn(() => fail(signedOut));
    const feed = world.feed({ token });
    await world.pass(HOUR);

    assert.equal(token.mock.callCount(), 1);
    assert.deepEqual(world.sockets, []);
    assert.equal(feed.state, "closed");
    assert.deepEqual(
      feed.log.map(([type]) => type),
      ["error", "close"],
    );
    assert.equal(feed.log[0][1], signedOut);
    assert.deepEqual(feed.log[1][1], { reason: "token", final: true });
  });
}

test("only final: true is final", async (t) => {
  const world = new World(t);
  for (const thrown of [new Error("x"), "final", null, undefined, { final: 1 }, { final: "true" }]) {
    const feed = world.feed({ token: () => Promise.reject(thrown) });
    await settle();
    assert.deepEqual(told(feed), ["refused"]);
  }
});

test("a final error of an attempt that was given up ends the feed as well", async (t) => {
  const world = new World(t);
  const tokens = [];
  const feed = world.feed({ token: () => new Promise((_, reject) => tokens.push(reject)) });
  await world.passUntil(() => tokens.length === 2);
  tokens[0]({ final: true });
  await settle();

  assert.equal(feed.state, "closed");
});

test("a final error during a hand-over ends the feed and its connection", async (t) => {
  const world = new World(t);
  let signedOut = false;
  const token = async () => {
    if (signedOut) {
      throw Object.assign(new Error("signed out"), { final: true });
    }
    return "jwt";
  };
  const feed = await world.openFeed({ token });
  signedOut = true;
  await world.passUntil(() => feed.state === "closed");

  assert.deepEqual(told(feed), ["error", "close"]);
  assert.deepEqual(world.openSockets, []);
});

test("a listener that closes the feed when it is refused ends it", async (t) => {
  const world = new World(t);
  world.arrange = refuse;
  const feed = world.feed();
  feed.addEventListener("refused", ({ detail }) => detail.count === 3 && feed.close());
  await world.pass(HOUR);

  assert.equal(world.sockets.length, 3);
  assert.deepEqual(told(feed), ["refused", "refused", "refused", "close"]);
});
