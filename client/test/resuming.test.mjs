import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, SECOND, World, change, items, resyncs, settle, told } from "./world.mjs";

const accept = (socket) => socket.accept();
const oneTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

test("changes during a disconnection are delivered after it, and none twice", async (t) => {
  const { world, feed } = await connected(t);
  world.commit("a", "b");
  world.socket.end();
  world.commit("c", "d");
  await world.passUntil(() => feed.state === "open");
  world.commit("e");

  assert.deepEqual(items(feed), ["a", "b", "c", "d", "e"]);
  assert.deepEqual(told(feed), ["close", "open"]);
  assert.equal(feed.position, world.server.position(5));
});

test("a connection that is cut in the middle of a replay goes on from there", async (t) => {
  const { world, feed } = await connected(t);
  world.server.frame = 1;
  world.socket.end();
  world.server.append(...oneTo(5).map((n) => change(n)));
  const { answer } = world.server;
  world.server.answer = (socket, messages) => {
    answer(socket, messages.slice(0, 3));
    socket.end();
    world.server.answer = answer;
  };
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), oneTo(5));
  assert.deepEqual(world.afters.slice(1), [world.server.position(0), world.server.position(2)]);
  assert.deepEqual(resyncs(feed), []);
});

test("a replay that answers an earlier request, with a frame missing, isn't taken for one without a gap", async (t) => {
  const { world, feed } = await connected(t);
  world.socket.end();
  world.server.append(change("a"), change("b"));
  world.holdAnswers();
  await world.passUntil(() => world.server.requests.length === 2);
  world.socket.receive({ type: "error", reason: "rate", message: "slow down" });
  world.socket.receive(world.server.changes(2, 2, { replay: true }));
  await world.answer();
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(
    feed.log.filter(([type]) => type === "change").map(([, { seq }]) => seq),
    [1, 2],
  );
});

for (const [what, slept, expected] of [
  ["for minutes finds its connection dead, and resumes", 8 * MINUTE, ["close", "open"]],
  ["longer than a connection lasts hands over to the next", 8 * HOUR, []],
]) {
  test(`a laptop that slept ${what}`, async (t) => {
    const { world, feed } = await connected(t);
    world.commit("a");
    world.socket.answersPings = false;
    world.server.append(change("b"));
    world.jump(slept);
    await world.pass(MINUTE);

    assert.deepEqual(items(feed), ["a", "b"]);
    assert.deepEqual(told(feed), expected);
  });
}

test("a message that is missing is asked for", async (t) => {
  const { world, feed } = await connected(t);
  world.commit("a");
  world.server.append(change("b"));
  world.commit("c");
  assert.deepEqual(items(feed), ["a"]);
  world.commit("d");
  await world.pass(SECOND);
  world.commit("e");

  assert.deepEqual(items(feed), ["a", "b", "c", "d", "e"]);
  assert.deepEqual(told(feed), []);
  assert.equal(feed.state, "open");
  assert.deepEqual(world.afters, [undefined, world.server.position(1)]);
});

test("a frame that a replay lacks is asked for", async (t) => {
  for (const lost of [1, 2, 3]) {
    await t.test(`the frame ${lost}`, async (t) => {
      const { world, feed } = await connected(t);
      world.server.frame = 1;
      world.socket.end();
      world.server.append(change("a"), change("b"), change("c"));
      const { answer } = world.server;
      world.server.answer = (socket, messages) => {
        world.server.answer = answer;
        answer(
          socket,
          messages.filter((_, i) => i !== lost),
        );
      };
      await world.passUntil(() => feed.state === "open");

      assert.deepEqual(items(feed), ["a", "b", "c"]);
      assert.equal(world.afters.at(-1), world.server.position(lost - 1));
    });
  }
});

test("a step that lacks a frame isn't left before it has come", async (t) => {
  const { world, feed } = await connected(t);
  Object.assign(world.server, { step: 2, frame: 1 });
  world.socket.end();
  world.server.append(...oneTo(4).map((n) => change(n)));
  const { answer } = world.server;
  world.server.answer = (socket, messages) => {
    world.server.answer = answer;
    answer(
      socket,
      messages.filter(({ to }) => to !== 2),
    );
  };
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), oneTo(4));
});

test("frames that are repeated, overlap, or come late are delivered once and in order", async (t) => {
  const { world, feed } = await connected(t);
  world.server.append(...oneTo(9).map((n) => change(n)));
  const frames = [
    [1, 2],
    [1, 2],
    [1, 3],
    [2, 3],
    [2, 5],
    [1, 1],
    [4, 6],
    [6, 6],
    [7, 7],
    [1, 8],
    [3, 7],
    [8, 9],
    [1, 9],
  ];
  frames.forEach(([from, to]) => world.socket.receive(world.server.changes(from, to)));
  await world.pass(MINUTE);

  assert.deepEqual(items(feed), oneTo(9));
  assert.deepEqual(told(feed), []);
  assert.equal(world.afters.length, 1);
});

test("a message without changes moves the position", async (t) => {
  const { world, feed } = await connected(t);
  world.server.append(change("hidden"));
  world.socket.receive({ ...world.server.changes(1, 1), changes: [] });

  assert.equal(feed.position, world.server.position(1));
  assert.deepEqual(feed.log, []);
});

test("a subscription that isn't contiguous takes the server's word for what it lacks", async (t) => {
  const { world, feed } = await connected(t, { contiguous: false });
  world.server.append(change("hidden"));
  world.commit("a");
  assert.deepEqual(items(feed), ["a"]);
  world.socket.end();
  world.server.append(change("hidden"), change("hidden"));
  const { answer } = world.server;
  world.server.step = 1;
  world.server.answer = (socket, messages) =>
    answer(
      socket,
      messages.filter(({ type }) => type !== "changes"),
    );
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), ["a"]);
  assert.equal(feed.position, world.server.position(4));
  assert.deepEqual(world.afters.slice(1), [world.server.position(2), world.server.position(3)]);
});

for (const [reason, happens] of [
  ["expired", ({ server }) => (server.append(change("b")), (server.expired = 2))],
  ["limit", ({ server }) => (server.append(change("b"), change("c")), (server.replayChanges = 1))],
  ["view", ({ server }) => (server.view = "v2")],
  ["epoch", ({ server }) => server.renew()],
  ["record", ({ server }) => (server.append(change("b")), server.appendReset(), server.append(change("c")))],
]) {
  test(`a page whose position can't be resumed from gets one resync: ${reason}`, async (t) => {
    const { world, feed } = await connected(t);
    world.commit("a");
    world.socket.end();
    happens(world);
    await world.passUntil(() => feed.state === "open");
    world.commit("d");
    world.socket.end();
    await world.passUntil(() => feed.state === "open");

    assert.deepEqual(items(feed), ["a", "d"]);
    assert.deepEqual(told(feed), ["close", "resync", "open", "close", "open"]);
    assert.deepEqual(resyncs(feed), [reason]);
    assert.equal(feed.position, world.server.position());
  });
}

test("a reset is delivered between the changes before and after it", async (t) => {
  const { world, feed } = await connected(t);
  world.commit("a");
  world.server.appendReset();
  world.server.append(change("b"));
  world.server.broadcast(2);

  assert.deepEqual(
    feed.log.map(([type, { keys, reason }]) => keys?.id ?? reason),
    ["a", "record", "b"],
  );
});

test("a reset that is repeated, or comes late, is delivered once", async (t) => {
  const { world, feed } = await connected(t);
  world.server.reset();
  world.commit("a");
  world.server.broadcast(1);
  world.server.renew();
  world.server.broadcast();
  world.server.broadcast();
  world.commit("b");
  await world.pass(MINUTE);

  assert.deepEqual(resyncs(feed), ["record", "epoch"]);
  assert.deepEqual(items(feed), ["a", "b"]);
  assert.equal(world.afters.length, 1);
});

test("a reset of an earlier epoch, or for an earlier rev, is ignored", async (t) => {
  const { world, feed } = await connected(t);
  const reset = { type: "reset", sub: "a", reason: "record", position: world.server.position(7) };
  world.server.renew();
  world.server.broadcast();
  world.socket.receive({ ...reset, rev: 1 });
  world.socket.receive({ ...reset, rev: 0, position: world.server.position(7) });

  assert.deepEqual(resyncs(feed), ["epoch"]);
  assert.equal(feed.position, world.server.position());
});

test("a reset that comes in the middle of a replay ends what it replays", async (t) => {
  const { world, feed } = await connected(t);
  world.server.frame = 1;
  world.socket.end();
  world.server.append(change("a"), change("b"));
  const { answer } = world.server;
  world.server.answer = (socket, messages) => {
    answer(socket, messages.slice(0, 2));
    world.server.reset();
    world.commit("c");
    answer(socket, messages.slice(2));
  };
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), ["a", "c"]);
  assert.deepEqual(told(feed), ["close", "resync", "open"]);
});

test("an epoch that begins in the middle of a replay causes one resync", async (t) => {
  const { world, feed } = await connected(t);
  world.server.frame = 1;
  world.socket.end();
  world.server.append(change("a"), change("b"));
  const { answer } = world.server;
  world.server.answer = (socket, messages) => {
    answer(socket, messages.slice(0, 2));
    world.server.renew();
    world.server.broadcast();
    world.commit("c");
    answer(socket, messages.slice(2));
  };
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(items(feed), ["a", "c"]);
  assert.deepEqual(resyncs(feed), ["epoch"]);
});

test("changes of an earlier epoch are dropped, those of a later one asked about", async (t) => {
  const { world, feed } = await connected(t);
  world.commit("a");
  world.server.append(change("b"));
  const late = world.server.changes(2, 2);
  world.server.renew();
  world.server.append(change("c"));
  world.socket.receive(world.server.changes(2, 2));
  assert.deepEqual(items(feed), ["a"]);
  await world.pass(SECOND);
  world.socket.receive(late);
  world.commit("d");

  assert.deepEqual(resyncs(feed), ["epoch"]);
  assert.deepEqual(items(feed), ["a", "d"]);
});

test("a page that gives a position gets the changes that it missed, and no resync", async (t) => {
  const world = new World(t);
  world.server.append(...oneTo(3).map((n) => change(n)));
  world.arrange = accept;
  const position = world.server.position(1);
  const feed = world.feed({ position });
  assert.equal(feed.position, position);
  await settle();

  assert.deepEqual(items(feed), [2, 3]);
  assert.deepEqual(told(feed), ["open"]);
  assert.equal(feed.position, world.server.position(3));
});

for (const position of [undefined, null, ""]) {
  test(`${JSON.stringify(position)} is no position`, async (t) => {
    const world = new World(t);
    world.arrange = accept;
    const feed = world.feed({ position });
    assert.equal(feed.position, undefined);
    await settle();

    assert.deepEqual(world.afters, [undefined]);
    assert.deepEqual(told(feed), ["open"]);
  });
}

for (const [what, reason, position] of [
  ["isn't one", "epoch", "yesterday"],
  ["is as long as a page", "epoch", "x".repeat(40_000)],
  ["is a number", "epoch", 7],
  ["is negative", "epoch", "0mb000002.-1.v1"],
  ["is of a number too large for any", "epoch", "0mb000002.9999999999999999.v1"],
  ["is from the future", "expired", "0mb000002.4000.v1"],
  ["is of another feed", "epoch", "k3.1.v1"],
  ["is of an epoch that is yet to come", "epoch", "zzzzzzzzz.1.v1"],
  ["is of an epoch that is gone", "epoch", "0mb000001.1.v1"],
  ["is of another view", "view", "0mb000002.2.v0"],
]) {
  test(`a position that ${what} is refused with a reset, and the feed goes on`, async (t) => {
    const world = new World(t);
    world.server.renew();
    world.server.append(change("before"));
    world.arrange = accept;
    const feed = world.feed({ position });
    await settle();
    world.commit("a");
    await world.pass(MINUTE);

    assert.deepEqual(told(feed), ["resync", "open"]);
    assert.deepEqual(resyncs(feed), [reason]);
    assert.deepEqual(items(feed), ["a"]);
    assert.equal(feed.position, world.server.position());
    assert.equal(world.afters.length, 1);
  });
}

test("a reset that is cut off is delivered by the next connection", async (t) => {
  for (const position of ["0mb000001.4000.v1", "0mb000001.0.v0", "zzzzzzzzz.1.v1", "k3.1.v1"]) {
    await t.test(position, async (t) => {
      const world = new World(t);
      const { answer } = world.server;
      world.server.answer = (socket, messages) => {
        world.server.answer = answer;
        answer(socket, messages.slice(0, 1));
        socket.end();
      };
      world.arrange = accept;
      const feed = world.feed({ position });
      await world.passUntil(() => feed.state === "open");
      world.commit("a");

      assert.equal(resyncs(feed).length, 1);
      assert.deepEqual(items(feed), ["a"]);
    });
  }
});

test("a position that the server moves without a reset isn't taken", async (t) => {
  const world = new World(t);
  const { answer } = world.server;
  world.server.answer = (socket, messages) =>
    answer(
      socket,
      messages.filter(({ type }) => type !== "reset"),
    );
  world.arrange = accept;
  const feed = world.feed({ position: "0mb000001.4000.v1" });
  await world.pass(MINUTE);
  assert.equal(feed.state, "connecting");
  world.server.answer = answer;
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(told(feed), ["resync", "open"]);
});

test("the position is that of the change that is delivered", async (t) => {
  const { world, feed } = await connected(t);
  const positions = [];
  feed.addEventListener("change", () => positions.push(feed.position));
  world.commit("a", "b", "c");

  assert.deepEqual(
    positions,
    [1, 2, 3].map((n) => world.server.position(n)),
  );
});

test("a page that ends after a change has the position of that change", async (t) => {
  const { world, feed } = await connected(t);
  feed.addEventListener("change", ({ detail }) => detail.keys.id === "b" && feed.close());
  world.commit("a", "b", "c");
  assert.equal(feed.position, world.server.position(2));

  const next = world.feed({ position: feed.position });
  await settle();
  assert.deepEqual(items(next), ["c"]);
});

test("the position excludes changes that wait for an item, also after the end", async (t) => {
  const world = new World(t);
  const fetches = [];
  const fetchItem = () => new Promise((resolve) => fetches.push(resolve));
  const feed = await world.openFeed({ fetchItem });
  world.commit("a", change("b", { truncated: true }), "c", change("b"), change("d", { truncated: true }));
  assert.deepEqual(items(feed), ["a", "c"]);
  assert.equal(feed.position, world.server.position(1));
  fetches[0]({});
  await settle();
  assert.deepEqual(items(feed), ["a", "c", "b", "b"]);
  assert.equal(feed.position, world.server.position(4));
  feed.close();
  fetches[1]({});
  await settle();

  assert.equal(feed.position, world.server.position(4));
});

test("changes that wait for an item are delivered after the connection was lost", async (t) => {
  const world = new World(t);
  const fetches = [];
  const feed = await world.openFeed({ fetchItem: () => new Promise((resolve) => fetches.push(resolve)) });
  world.arrange = accept;
  world.commit(change("a", { truncated: true }));
  world.socket.end();
  await world.passUntil(() => feed.state === "open");
  assert.deepEqual(world.afters.at(-1), world.server.position(1), "it has come");
  fetches[0]({ id: "a" });
  await settle();

  assert.deepEqual(items(feed), ["a"]);
});

test("the position excludes changes that wait for a loop", async (t) => {
  const { world, feed } = await connected(t);
  const loop = feed[Symbol.asyncIterator]();
  const first = loop.next();
  world.commit("a", "b", "c");
  assert.equal((await first).value.seq, 1);
  assert.equal(feed.position, world.server.position(1));
  await loop.next();
  assert.equal(feed.position, world.server.position(2));
  await loop.return();

  assert.equal(feed.position, world.server.position(3));
});

/** Returns a live feed whose next connections are accepted. */
async function connected(t, server) {
  const world = new World(t);
  Object.assign(world.server, server);
  const feed = await world.openFeed();
  world.arrange = accept;
  return { world, feed };
}
