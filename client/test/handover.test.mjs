import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, World, change, items, resyncs, settle, told } from "./world.mjs";

const accept = (socket) => socket.accept();
const oneTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

for (const random of [0, 0.5, 0.999]) {
  test(`the next connection subscribes from the position, and replaces the old one once it is live (random is ${random})`, async (t) => {
    const { world, feed, old, next } = await handingOver(t, { random });
    const age = world.now - old.madeAt;
    assert.ok(age >= 80 * MINUTE && age <= 109 * MINUTE, `after ${age / MINUTE} minutes`);
    assert.deepEqual(world.openSockets, [old, next], "none replaces another before it is live");
    assert.deepEqual(world.afters, [undefined, world.server.position()]);
    await world.answer();

    assert.deepEqual(world.openSockets, [next]);
    assert.equal(feed.state, "open");
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

test("in a day without faults each change is delivered once, and nothing else", async (t) => {
  const world = new World(t);
  world.arrange = accept;
  const feed = world.feed();
  await settle();
  let both = 0;
  for (let i = 1; i <= 24 * 60; i++) {
    await world.pass(MINUTE);
    world.commit(i);
    both += world.openSockets.length === 2;
    assert.ok(world.openSockets.every((socket) => world.now - socket.madeAt < 2 * HOUR));
  }

  assert.deepEqual(told(feed), ["open"]);
  assert.deepEqual(items(feed), oneTo(24 * 60));
  assert.ok(world.sockets.length <= 24 / 1.25, `${world.sockets.length} connections`);
  assert.equal(both, 0, "both are open for less than a minute");
});

test("changes during a hand-over are delivered once and in order, whichever connection brings them", async (t) => {
  for (const live of ["old first", "next first", "in turn"]) {
    await t.test(live, async (t) => {
      const { world, feed, old, next } = await handingOver(t, { committed: [1, 2] });
      const frames = [3, 4, 5, 6].map((n) => world.server.changes(world.server.append(change(n)), n));
      const bring = (socket) => frames.forEach((frame) => socket.receive(frame));
      if (live === "in turn") {
        frames.forEach((frame) => [next, old].forEach((socket) => socket.receive(frame)));
      } else {
        (live === "old first" ? [old, next] : [next, old]).forEach(bring);
      }
      assert.deepEqual(items(feed), oneTo(6), "the old one is live");
      await world.answer();
      bring(next);
      world.commit(7);

      assert.deepEqual(items(feed), oneTo(7));
      assert.deepEqual(told(feed), []);
      assert.deepEqual(world.openSockets, [next]);
    });
  }
});

test("changes of the next connection alone are delivered when it is live", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.receive(world.server.changes(world.server.append(change("a"), change("b")), 2));
  assert.deepEqual(items(feed), []);
  await world.answer();
  assert.deepEqual(items(feed), ["a", "b"]);

  assert.equal(old.readyState, 2);
  assert.deepEqual(world.afters.length, 2);
});

test("changes that were appended before the next connection subscribed are replayed to it", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.server.append(change("a"), change("b"));
  world.arrange = accept;
  await world.passUntil(() => world.sockets.length === 2);
  await settle();

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(told(feed), []);
});

test("an old connection that ends before the next is live is a connection lost, and nothing is missed", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  world.server.append(change("a"));
  old.end(1001);
  assert.equal(feed.state, "connecting");
  world.server.broadcast();
  await world.answer();

  assert.equal(feed.state, "open");
  assert.deepEqual(told(feed), ["close", "open"]);
  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(world.openSockets, [next]);
});

test("an old connection that ends before the next is open is a connection lost as well", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  await world.passUntil(() => world.sockets.length === 2);
  world.sockets[0].end(1001);
  assert.equal(feed.state, "connecting");
  world.server.append(change("a"));
  world.sockets[1].accept();
  await settle();

  assert.deepEqual(told(feed), ["close", "open"]);
  assert.deepEqual(items(feed), ["a"]);
  assert.equal(world.sockets.length, 2);
});

test("a next connection that ends before it is live is replaced, and nothing is missed", async (t) => {
  const { world, feed, old, next } = await handingOver(t);
  next.end(1001);
  world.commit("a");
  assert.deepEqual(items(feed), ["a"]);
  world.server.append(change("b"));
  await world.passUntil(() => world.sockets.length === 3);
  await world.answer();

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(told(feed), ["refused"]);
  assert.equal(old.readyState, 2);
  assert.deepEqual(world.openSockets, [world.sockets[2]]);
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
  world.server.append(change("a"));
  world.arrange = accept;
  await world.pass(5 * MINUTE);
  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(resyncs(feed), []);
});

test("a reset during a hand-over is delivered once", async (t) => {
  const { world, feed } = await handingOver(t, { committed: ["a"] });
  world.server.reset();
  world.commit("b");
  await world.answer();
  world.server.broadcast(2);

  assert.deepEqual(resyncs(feed), ["record"]);
  assert.deepEqual(items(feed), ["a", "b"]);
  assert.equal(feed.position, world.server.position());
});

test("an epoch that only the next connection learns of causes one resync", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const old = world.socket;
  world.commit("a");
  const late = world.server.changes(1, 1);
  world.server.renew();
  world.arrange = accept;
  await world.passUntil(() => world.sockets.length === 2);
  old.receive(late);
  world.commit("b");
  await settle();

  assert.deepEqual(resyncs(feed), ["epoch"]);
  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(world.openSockets, [world.socket]);
});

test("a connection that has been replaced is not listened to", async (t) => {
  const { world, feed, old } = await handingOver(t);
  await world.answer();
  old.receive(world.server.changes(world.server.append(change("a")), 1));
  old.end(1001);
  await world.pass(MINUTE);

  assert.deepEqual(feed.log, []);
});

test("close ends both connections", async (t) => {
  const { world, feed } = await handingOver(t);
  feed.close();

  assert.deepEqual(world.openSockets, []);
});

for (const [minutes, earliest, latest] of [
  [60, 40, 55],
  [5, 3, 4.9],
]) {
  test(`a connection whose token ends after ${minutes} minutes is replaced before it does`, async (t) => {
    for (const random of [0, 0.999]) {
      const world = new World(t, { random });
      const token = () => jwt({ exp: world.now / SECOND + minutes * 60, sub: "Zoë?>" });
      const feed = await world.openFeed({ token });
      const old = world.socket;
      world.arrange = accept;
      await world.passUntil(() => old.readyState > 1);
      const age = (world.now - old.madeAt) / MINUTE;

      assert.ok(age >= earliest && age <= latest, `after ${age} minutes`);
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

/** Returns a feed whose next connection has subscribed and gets no answer before `world.answer()`. */
async function handingOver(t, { random = 0.5, committed = [], ...options } = {}) {
  const world = new World(t, { random });
  const feed = await world.openFeed(options);
  const old = world.socket;
  world.commit(...committed);
  world.arrange = accept;
  world.holdAnswers();
  await world.passUntil(() => world.sockets.length === 2);
  await settle();
  return { world, feed, old, next: world.socket };
}

function jwt(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "ES256" })}.${part(claims)}.c2lnbmF0dXJl`;
}
