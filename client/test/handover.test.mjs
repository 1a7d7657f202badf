import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, World, items, message, resyncs, settle, told } from "./world.mjs";

const accept = (socket) => socket.accept();

for (const random of [0, 0.5, 0.999]) {
  test(`the next connection is open 5 minutes before the old one is closed (random is ${random})`, async (t) => {
    const { world, feed, old, next } = await handingOver(t, { random });
    const started = world.now;
    const age = started - old.madeAt;
    assert.ok(age >= 76 * MINUTE && age <= 103 * MINUTE, `after ${age / MINUTE} minutes`);
    assert.equal(feed.state, "open");

    await world.passUntil(() => old.readyState > 1);

    assert.ok(world.now - started >= 5 * MINUTE, `${(world.now - started) / MINUTE} minutes`);
    assert.ok(world.now - old.madeAt < 110 * MINUTE);
    assert.deepEqual(world.openSockets, [next]);
    assert.deepEqual(feed.log, []);
  });
}

test("a fleet that connects at once doesn't hand over at once", async (t) => {
  const ages = [];
  for (const random of [0, 0.25, 0.5, 0.75]) {
    await t.test(`random is ${random}`, async (t) => {
      const { world, old } = await handingOver(t, { random });
      ages.push(world.now - old.madeAt);
    });
  }
  ages.reduce((earlier, age) => {
    assert.ok(age - earlier > 5 * MINUTE, `${(age - earlier) / MINUTE} minutes apart`);
    return age;
  });
});

test("in a day without faults a page is never told to read again", async (t) => {
  const world = new World(t);
  world.arrange = accept;
  const feed = world.feed();
  for (let i = 0; i < 24 * 60; i++) {
    await world.pass(MINUTE);
    world.openSockets.forEach((socket) => socket.receive(message(`m${i}`, i)));
    assert.ok(world.openSockets.every((socket) => world.now - socket.madeAt < 2 * HOUR));
  }

  assert.deepEqual(told(feed), ["open"]);
  assert.deepEqual(items(feed), Array.from({ length: 24 * 60 }, (_, i) => i));
  assert.ok(world.sockets.length <= 24 / 1.25, `${world.sockets.length} connections`);
});

test("what both connections bring is shown once, in the order of the old one", async (t) => {
  const { feed, old, next } = await handingOver(t);
  old.receive(message("m1", "a"));
  next.receive(message("m2", "b"));
  assert.deepEqual(items(feed), ["a"], "the next one is ahead, and waits");
  next.receive(message("m3", "c"));
  next.receive(message("m1", "a"));
  old.receive(message("m2", "b"));
  old.receive(message("m3", "c"));
  old.receive(message("m4", "d"));
  next.receive(message("m4", "d"));

  assert.deepEqual(items(feed), ["a", "b", "c", "d"]);
});

test("what the old connection hasn't brought is shown when the next takes over", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  await world.pass(5 * MINUTE);
  old.receive(message("m1", "a"));
  next.receive(message("m1", "a"));
  next.receive(message("m2", "b"));
  next.receive(message("m3", "c"));
  next.receive(message("m2", "b"));
  await world.passUntil(() => old.readyState > 1);
  next.receive(message("m3", "c"));
  next.receive(message("m4", "d"));

  assert.deepEqual(items(feed), ["a", "b", "c", "d"]);
  assert.deepEqual(told(feed), []);
});

test("a message without an id can't be matched, and isn't held back", async (t) => {
  const { feed, next } = await handingOver(t);
  next.receive(message(undefined, "a"));
  next.receive(message(undefined, "a"));

  assert.deepEqual(items(feed), ["a", "a"]);
});

test("texts have no ids: while both connections are open each is shown twice", async (t) => {
  const { feed, old, next } = await handingOver(t, { format: "text" });
  next.receive("changed");
  old.receive("changed");

  assert.deepEqual(feed.log, [["text", "changed"], ["text", "changed"]]);
});

test("an old connection that ends too early may have missed changes", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.receive(message("m1", "a"));
  await world.pass(MINUTE);
  old.end(1001);

  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(told(feed), ["resync"]);
  assert.deepEqual(resyncs(feed), ["handover"]);
  assert.equal(feed.state, "open");
  await world.pass(30 * MINUTE);
  assert.deepEqual(world.openSockets, [next]);
});

test("a next connection that ends is replaced, and nothing is missed", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.receive(message("m1", "a"));
  next.end(1001);
  old.receive(message("m1", "a"));
  await world.passUntil(() => world.sockets.length === 3);
  await world.passUntil(() => old.readyState > 1);

  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(told(feed), []);
  assert.deepEqual(world.openSockets, [world.sockets[2]]);
});

test("what a next connection held is forgotten with it", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.receive(message("m2", "b"));
  next.end();
  await world.passUntil(() => old.readyState > 1);

  assert.deepEqual(items(feed), []);
  assert.deepEqual(told(feed), []);
});

test("a hand-over that is refused is tried ever less often, and the old connection stays", async (t) => {
  const world = new World(t, { random: 0.999 });
  const feed = await world.openFeed();
  const old = world.socket;
  world.arrange = (socket) => socket.end();
  await world.passUntil(() => world.sockets.length === 2);
  await world.pass(12 * MINUTE);

  assert.deepEqual(new Set(told(feed)), new Set(["refused"]));
  assert.ok(world.sockets.length > 8 && world.sockets.length < 16, `${world.sockets.length}`);
  old.end(1001);
  assert.equal(told(feed).at(-1), "close");
  world.arrange = accept;
  await world.pass(5 * MINUTE);
  assert.deepEqual(resyncs(feed), ["closed"]);
});

test("an old connection that ends before the next is open is a connection lost", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  await world.passUntil(() => world.sockets.length === 2);
  world.sockets[0].end(1001);
  assert.equal(feed.state, "connecting");
  world.sockets[1].accept();

  assert.deepEqual(told(feed), ["close", "open", "resync"]);
  assert.equal(world.sockets.length, 2);
});

test("an old connection that is dead is found out while changes wait for it", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  old.answersPings = false;
  await world.pass(30 * SECOND);
  next.receive(message("m1", "a"));
  await world.pass(MINUTE);

  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(resyncs(feed), ["handover"]);
  assert.deepEqual(world.openSockets, [next]);
});

test("an old connection that is only slow is waited for", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.receive(message("m2", "b"));
  await world.pass(2 * MINUTE);
  assert.deepEqual(items(feed), []);
  old.receive(message("m1", "a"));
  old.receive(message("m2", "b"));

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(told(feed), []);
});

test("no more messages are held than the buffer takes", async (t) => {
  const { world, feed, old, next } = await handingOver(t, { buffer: 10 });
  for (let i = 0; i <= 10; i++) {
    assert.deepEqual(told(feed), []);
    next.receive(message(`m${i}`, i));
  }

  assert.deepEqual(items(feed), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(resyncs(feed), ["handover"]);
  assert.deepEqual(world.openSockets, [next]);
  assert.equal(old.readyState, 2);
});

test("what both have brought takes no room", async (t) => {
  const { feed, old, next } = await handingOver(t, { buffer: 10 });
  for (let i = 0; i < 30; i++) {
    next.receive(message(`m${i}`, i));
    old.receive(message(`m${i}`, i));
  }

  assert.equal(items(feed).length, 30);
  assert.deepEqual(told(feed), []);
});

test("a connection that has been replaced is not listened to", async (t) => {
  const { world, feed, old } = await handingOver(t);
  await world.passUntil(() => old.readyState > 1);
  old.receive(message("m1", "a"));
  old.receive("late");
  old.end(1001);
  await world.pass(MINUTE);

  assert.deepEqual(feed.log, []);
});

test("sleep and a clock that is set don't count as time that both were open", async (t) => {
  const { world, feed, old } = await handingOver(t);
  await world.pass(4 * MINUTE);
  world.jump(HOUR);
  const woke = world.now;
  await world.passUntil(() => old.readyState > 1);

  assert.ok(world.now - woke >= 5 * MINUTE, `${(world.now - woke) / MINUTE} minutes`);
  assert.deepEqual(told(feed), []);
});

test("close ends both connections", async (t) => {
  const { world, feed } = await handingOver(t);
  feed.close();

  assert.deepEqual(world.openSockets, []);
});

for (const [minutes, earliest, latest] of [[60, 35, 57], [5, 2, 4.9]]) {
  test(`a connection whose token ends after ${minutes} minutes is replaced before it does`, async (t) => {
    for (const random of [0, 0.999]) {
      const world = new World(t, { random });
      const token = () => jwt({ exp: world.now / SECOND + minutes * 60, sub: "Zoë?>" });
      const feed = await world.openFeed({ token });
      const old = world.socket;
      world.arrange = accept;
      await world.passUntil(() => world.sockets.length === 2);
      const started = (world.now - old.madeAt) / MINUTE;
      assert.ok(started >= earliest && started <= latest, `started after ${started} minutes`);
      await world.passUntil(() => old.readyState > 1);

      assert.ok(world.now - old.madeAt < minutes * MINUTE, "the token has ended");
      assert.deepEqual(feed.log, []);
      t.mock.reset();
      t.mock.timers.reset();
    }
  });
}

for (const [what, token] of [
  ["isn't a JWT", () => "opaque"],
  ["has no end", () => jwt({ sub: "1" })],
  ["ended, by a clock that is wrong", () => jwt({ exp: 1 })],
  ["lasts longer than API Gateway allows", () => jwt({ exp: 1e11 })],
]) {
  test(`a token that ${what} changes nothing`, async (t) => {
    const { world, old } = await handingOver(t, { token });

    assert.ok(world.now - old.madeAt >= 76 * MINUTE);
  });
}

/** A feed whose next connection has just opened. */
async function handingOver(t, { random = 0.5, ...options } = {}) {
  const world = new World(t, { random });
  const feed = await world.openFeed(options);
  const old = world.socket;
  world.arrange = accept;
  await world.passUntil(() => world.sockets.length === 2);
  await settle();
  return { world, feed, old, next: world.socket };
}

function jwt(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "ES256" })}.${part(claims)}.c2lnbmF0dXJl`;
}
