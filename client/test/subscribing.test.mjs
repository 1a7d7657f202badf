import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, PING, SECOND, World, change, items, resyncs, settle, told } from "./world.mjs";

const accept = (socket) => socket.accept();
const oneTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
const errors = (feed) =>
  feed.log.filter(([type]) => type === "error").map(([, { reason, message, final }]) => [reason, message, final]);

test("the first connection asks for no replay, and has a position once it is live", async (t) => {
  const world = new World(t);
  world.server.append(change("before"));
  world.holdAnswers();
  const feed = world.feed();
  await settle();
  world.socket.accept();
  await settle();
  assert.equal(feed.position, undefined);
  assert.equal(feed.state, "connecting");
  await world.answer();

  assert.equal(feed.position, world.server.position(1));
  assert.deepEqual(world.afters, [undefined]);
  assert.deepEqual(feed.log, [["open", null]]);
});

test("each request of a connection has a greater rev, and says no more than the protocol has", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.server.step = 2;
  world.server.append(...[1, 2, 3, 4, 5].map((n) => change(n)));
  world.arrange = accept;
  world.socket.end();
  await world.passUntil(() => feed.state === "open");

  const [, ...steps] = world.server.requests;
  assert.deepEqual(
    steps.map(({ rev, after }) => [rev, after]),
    [
      [1, world.server.position(0)],
      [2, world.server.position(2)],
      [3, world.server.position(4)],
    ],
  );
});

test("a replay in steps is delivered in order, and isn't over before the last", async (t) => {
  const { world, feed, resume } = await resuming(t);
  Object.assign(world.server, { step: 250, frame: 40 });
  world.server.append(...oneTo(1_000).map((n) => change(n)));
  world.server.answer = (socket, messages) =>
    messages.forEach((message) => {
      assert.equal(feed.state, "connecting");
      socket.receive(message);
    });
  await resume();

  assert.deepEqual(items(feed), oneTo(1_000));
  assert.deepEqual(told(feed), ["open"]);
  assert.deepEqual(
    world.afters.slice(1),
    [0, 250, 500, 750].map((n) => world.server.position(n)),
  );
});

test("live messages that come during a replay wait for its end", async (t) => {
  const { world, feed, resume } = await resuming(t);
  Object.assign(world.server, { step: 2, frame: 1 });
  world.server.append(...oneTo(6).map((n) => change(n)));
  const { answer } = world.server;
  let live = 6;
  world.server.answer = (socket, messages) => {
    for (const message of messages) {
      answer(socket, [message]);
      if (message.type !== "live" && live < 12) {
        world.commit(++live);
        assert.ok(!items(feed).includes(live));
      }
    }
  };
  await resume();

  assert.deepEqual(items(feed), oneTo(12));
  assert.deepEqual(told(feed), ["open"]);
});

test("open precedes the changes that waited for it", async (t) => {
  const world = new World(t);
  world.holdAnswers();
  const feed = world.feed();
  await settle();
  world.socket.accept();
  world.commit("a");
  await world.answer();

  assert.deepEqual(
    feed.log.map(([type]) => type),
    ["open", "change"],
  );
});

test("no more messages are held than the buffer takes, and dropped ones are requested again", async (t) => {
  const { world, feed, resume } = await resuming(t, { buffer: 3 });
  world.server.append(change(1));
  world.holdAnswers();
  await resume();
  const request = world.server.requests.at(-1);
  oneTo(4).forEach((n) => world.commit(1 + n));
  await world.answer();

  assert.deepEqual(items(feed), oneTo(5));
  assert.deepEqual(told(feed), ["open"]);
  assert.deepEqual(
    world.server.requests.slice(-2).map(({ rev, after }) => [rev, after]),
    [
      [request.rev, request.after],
      [request.rev + 1, world.server.position(1)],
    ],
  );
});

test("nothing is delivered before the first open, however much is held", async (t) => {
  const world = new World(t);
  world.holdAnswers();
  const feed = world.feed({ buffer: 2 });
  await settle();
  world.socket.accept();
  world.commit("a");
  world.commit("b");
  world.commit("c");
  await world.answer();
  world.commit("d");

  assert.deepEqual(
    feed.log.map(([type, detail]) => detail?.keys.id ?? type),
    ["open", "d"],
  );
  assert.deepEqual(world.afters, [undefined, undefined]);
});

test("as many messages as the buffer takes are held", async (t) => {
  const { world, feed, resume } = await resuming(t, { buffer: 3 });
  world.holdAnswers();
  await resume();
  oneTo(3).forEach((n) => world.commit(n));
  await world.answer();

  assert.deepEqual(items(feed), [1, 2, 3]);
  assert.equal(world.afters.length, 2);
});

test("a subscribe that isn't answered within 30 s is sent again, on the same connection", async (t) => {
  const { world, feed, resume } = await resuming(t, { random: 0.999 });
  const { answer } = world.server;
  world.server.append(change("a"));
  world.server.answer = () => {};
  await resume();
  const { socket } = world;
  await world.pass(29 * SECOND);
  assert.deepEqual(told(feed), []);
  assert.deepEqual(socket.sent, []);
  await world.pass(2 * SECOND);
  assert.deepEqual(errors(feed), [["timeout", "no answer to subscribe", false]]);
  assert.deepEqual(socket.sent, [PING], "the connection may be dead");
  world.server.answer = answer;
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), ["a"]);
  assert.equal(world.socket, socket);
  assert.deepEqual(
    world.server.requests.slice(1).map(({ rev }) => rev),
    [1, 3],
  );
});

test("a connection that is dead when it subscribes is found out a minute later", async (t) => {
  const { world, feed, resume } = await resuming(t);
  world.server.answer = () => {};
  world.arrange = (socket) => {
    socket.answersPings = false;
    socket.accept();
  };
  await resume();
  const dead = world.socket;
  await world.pass(MINUTE);

  assert.equal(dead.readyState, 2);
  assert.deepEqual(feed.log.at(-1)[1].reason, "unanswered");
});

for (const [what, message] of [
  ["API Gateway's own error", { message: "Internal server error", connectionId: "R0oX=", requestId: "WXm0p=" }],
  ["a request too many", { type: "error", sub: "a", reason: "rate", message: "at most 10 a second" }],
  ["a reason that isn't known", { type: "error", reason: "busy", message: "later" }],
]) {
  test(`${what} is an event, and it subscribes again with growing delays`, async (t) => {
    const { world, feed, resume } = await resuming(t, { random: 0.999 });
    const { answer } = world.server;
    world.server.append(change("a"));
    const times = [];
    world.server.answer = (socket) => {
      times.push(world.now);
      socket.receive(message);
    };
    await resume();
    await world.passUntil(() => times.length === 9);
    const waits = times.slice(1).map((time, i) => Math.round((time - times[i]) / SECOND));
    assert.deepEqual(waits.slice(2), [8, 16, 30, 30, 30, 30], "after those of the connection");
    assert.deepEqual(errors(feed), Array(9).fill([message.reason ?? "gateway", message.message, false]));
    assert.equal(feed.state, "connecting");
    world.server.answer = answer;
    await world.passUntil(() => feed.state === "open");

    assert.deepEqual(items(feed), ["a"]);
    assert.deepEqual(told(feed).slice(9), ["open"]);
    assert.equal(world.sockets.length, 2);
  });
}

for (const reason of ["text", "request"]) {
  test(`an error that stays (${reason}) ends the feed and its loops with it`, async (t) => {
    const world = new World(t);
    world.server.answer = (socket) => socket.receive({ type: "error", reason, message: "there is none" });
    world.arrange = accept;
    const feed = world.feed();
    const loop = feed[Symbol.asyncIterator]().next();
    loop.catch(() => {});
    await world.pass(MINUTE);

    assert.equal(feed.state, "closed");
    assert.deepEqual(errors(feed), [[reason, "there is none", true]]);
    assert.deepEqual(feed.log.at(-1), ["close", { reason: "subscribe", final: true }]);
    await assert.rejects(loop, { message: "there is none", reason, final: true });
    assert.deepEqual(world.openSockets, []);
    assert.equal(world.sockets.length, 1);
  });
}

test("an error while it is live is an event, and changes nothing", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "error", sub: "a", reason: "rate", message: "late" });
  world.commit("a");
  await world.pass(MINUTE);

  assert.deepEqual(told(feed), ["error"]);
  assert.deepEqual(items(feed), ["a"]);
  assert.equal(world.afters.length, 1);
});

test("answers to an earlier request are ignored", async (t) => {
  const { world, feed, resume } = await resuming(t);
  world.server.append(change("a"));
  const { answer } = world.server;
  let late;
  world.server.answer = (socket, messages) => (late = messages);
  await resume();
  world.server.append(change("b"));
  world.server.answer = (socket, messages) => {
    const [subscribed, , live] = late;
    [live, subscribed, { ...subscribed, type: "more" }, { ...live, type: "reset", reason: "limit" }].forEach(
      (message) => socket.receive(message),
    );
    assert.equal(feed.state, "connecting");
    answer(socket, messages);
  };
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(resyncs(feed), []);
  assert.equal(feed.ignored, 0);
});

test("an answer that comes twice is one answer", async (t) => {
  const { world, feed, resume } = await resuming(t);
  world.server.append(change("a"), change("b"));
  world.server.answer = (socket, messages) => {
    messages.flatMap((message) => [message, message]).forEach((message) => socket.receive(message));
  };
  await resume();
  world.commit("c");

  assert.deepEqual(items(feed), ["a", "b", "c"]);
  assert.deepEqual(told(feed), ["open"]);
});

test("a gap that doesn't close is asked about ever less often", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  const { answer } = world.server;
  world.server.append(change("lost"));
  world.server.answer = (socket, messages) => {
    answer(
      socket,
      messages.filter(({ type }) => type !== "changes"),
    );
  };
  world.commit("a");
  await world.pass(HOUR);

  assert.deepEqual(items(feed), []);
  assert.ok(world.afters.length > 100 && world.afters.length < 135, `${world.afters.length} requests in an hour`);
  world.server.answer = answer;
  await world.pass(MINUTE);
  assert.deepEqual(items(feed), ["lost", "a"]);
});

test("close ends a wait to subscribe again as well", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.server.append(change("lost"));
  world.commit("a");
  feed.close();
  await world.pass(HOUR);

  assert.equal(world.afters.length, 1);
  assert.deepEqual(items(feed), []);
});

test("a listener that closes the feed when it opens ends it, whatever is held", async (t) => {
  const world = new World(t);
  world.holdAnswers();
  const feed = world.feed();
  feed.addEventListener("open", () => feed.close());
  await settle();
  world.socket.accept();
  world.server.append(change("lost"));
  world.commit("a");
  await world.answer();
  await world.pass(HOUR);

  assert.deepEqual(told(feed), ["open", "close"]);
  assert.deepEqual(items(feed), []);
  assert.equal(world.afters.length, 1);
});

test("a listener for errors that closes the feed ends it", async (t) => {
  const world = new World(t);
  world.server.answer = (socket) => socket.receive({ type: "error", reason: "rate", message: "later" });
  world.arrange = accept;
  const feed = world.feed();
  feed.addEventListener("error", () => feed.close());
  await world.pass(HOUR);

  assert.deepEqual(told(feed), ["error", "close"]);
  assert.equal(world.afters.length, 1);
});

/** Returns a feed whose connection is lost, and `resume`, which accepts the next one. */
async function resuming(t, { random = 0.5, ...options } = {}) {
  const world = new World(t, { random });
  const feed = await world.openFeed(options);
  world.arrange = accept;
  world.socket.end();
  feed.log.length = 0;
  const resume = async () => {
    await world.passUntil(() => world.sockets.length === 2);
    await settle();
  };
  return { world, feed, resume };
}
