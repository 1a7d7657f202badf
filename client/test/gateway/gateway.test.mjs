import assert from "node:assert/strict";
import test from "node:test";
import {
  changesOf,
  clock,
  closeConnection,
  connections,
  get,
  openFeed,
  put,
  putAll,
  reach,
  spyOnSockets,
  told,
  until,
  url,
  watch,
  wire,
} from "./system.mjs";

/** Returns the id of an item that is unique to this run. */
const own = (name) => `${name}-${process.pid}`;
const item = (id, version) => ({ id: { S: id }, version: { N: `${version}` } });
const versions = (feed, id) => changesOf(feed, id).map((change) => change.new.version);

/**
 * Returns a function that puts the next versions of an item. Its `arrive` waits until a feed has
 * delivered them from one version on, each once and in order.
 */
function writer(name) {
  let version = 0;
  const write = async (count) => {
    for (let i = 0; i < count; i++) {
      await put(item(own(name), version++));
    }
  };
  write.arrive = async (feed, from = 0) => {
    await until(() => versions(feed, own(name)).includes(version - 1));
    const expected = Array.from({ length: version - from }, (_, i) => from + i);
    assert.deepEqual(versions(feed, own(name)), expected);
  };
  return write;
}

test("changes are delivered with their keys and images", async (t) => {
  const feed = await openFeed(t);
  await put({ id: { S: own("told") }, name: { S: "<b>Ada</b>" }, zip: { N: "94105" } });
  await put({ id: { S: own("told") }, name: { S: "<b>Ada</b>" }, zip: { N: "10115" } });
  await until(() => changesOf(feed, own("told")).length === 2);

  const [inserted, modified] = changesOf(feed, own("told"));
  assert.equal(inserted.event, "INSERT");
  assert.match(inserted.at, /^\d{4}-\d\d-\d\dT/);
  assert.deepEqual(inserted.keys, { id: own("told") });
  assert.deepEqual(inserted.new, { id: own("told"), name: "<b>Ada</b>", zip: 94105 });
  assert.deepEqual(modified.changed, ["zip"]);
  assert.deepEqual(modified.old, inserted.new);
  assert.deepEqual(told(feed), []);
});

test("a loop over a feed gets the changes", async (t) => {
  const feed = await openFeed(t);
  const got = [];
  const loop = (async () => {
    for await (const change of feed) {
      if (change.keys.id === own("looped") && got.push(change.new.version) === 20) {
        return;
      }
    }
  })();
  for (let version = 0; version < 20; version++) {
    await put(item(own("looped"), version));
  }
  await loop;

  assert.deepEqual(
    got,
    Array.from({ length: 20 }, (_, version) => version),
  );
});

test("a connection that the server closes is replaced, and changes in between are delivered", async (t) => {
  const feed = await openFeed(t);
  const [id] = await connections();
  const write = writer("closed");
  await write(5);
  await closeConnection(id);
  await write(20);
  await until(() => told(feed).includes("open"));
  await write(5);
  await write.arrive(feed);

  assert.deepEqual(
    feed.log.filter(([type]) => type !== "change"),
    [
      ["close", { reason: "closed", code: 1000, final: false }],
      ["open", null],
    ],
  );
});

test("a connection that is cut without a word is replaced as well", async (t) => {
  const line = await wire(t);
  const feed = await openFeed(t, {}, line.url);
  const write = writer("cut");
  await write(5);
  line.cut();
  await write(20);
  await until(() => told(feed).includes("open"));
  await write(5);
  await write.arrive(feed);

  assert.deepEqual(
    feed.log.filter(([type]) => type !== "change"),
    [
      ["close", { reason: "lost", code: 1006, final: false }],
      ["open", null],
    ],
  );
});

test("a connection that is dead is found out by the ping that it doesn't answer", async (t) => {
  const line = await wire(t);
  const time = clock(t);
  const feed = await openFeed(t, {}, line.url);
  const write = writer("dead");
  await write(5);
  await write.arrive(feed);
  line.goDead();
  await write(20);
  for (let ticks = 0; feed.state === "open"; ticks++) {
    assert.ok(ticks < 6 * 6, "nobody asks");
    await time.tick();
  }
  await until(() => told(feed).includes("open"));
  await write.arrive(feed);

  assert.deepEqual(
    feed.log.filter(([type]) => type !== "change").map(([, detail]) => detail?.reason),
    ["unanswered", undefined],
  );
  line.cut();
});

test("a page that returns with its position gets the changes that it missed, and no resync", async (t) => {
  const first = await openFeed(t);
  const write = writer("returned");
  await write(5);
  await write.arrive(first);
  const { position } = first;
  first.close();
  await write(20);
  const second = watch(t, { position });
  await until(() => second.state === "open");
  await write(5);
  await write.arrive(second, 5);

  assert.deepEqual(told(second), ["open"]);
});

test("a replay of several steps is delivered once and in order, while changes are committed", async (t) => {
  const first = await openFeed(t);
  const { position } = first;
  first.close();
  const ids = Array.from({ length: 1_200 }, (_, i) => own(`replayed-${i}`));
  await putAll(ids.slice(0, 1_050).map((id) => item(id, 0)));
  const second = watch(t, { position });
  await putAll(ids.slice(1_050).map((id) => item(id, 0)));
  const changes = () => second.log.flatMap(([type, detail]) => (type === "change" ? [detail] : []));
  const wanted = new Set(ids);
  await until(() => changes().filter(({ keys }) => wanted.has(keys.id)).length >= ids.length);

  const seqs = changes().map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    seqs.map((_, i) => seqs[0] + i),
  );
  const got = changes().map(({ keys }) => keys.id);
  assert.deepEqual(got.filter((id) => wanted.has(id)).sort(), [...ids].sort());
  assert.deepEqual(told(second), ["open"]);
});

test("a position that can't be resumed from is refused with a reset, and the feed goes on", async (t) => {
  const { position } = await openFeed(t);
  const [epoch, , view] = position.split(".");
  for (const [wrong, reason] of [
    ["yesterday", "epoch"],
    [`zzzzzzzzz.1.${view}`, "epoch"],
    [`${epoch}.999999999.${view}`, "expired"],
    [position.replace(view, "other"), "view"],
  ]) {
    const feed = watch(t, { position: wrong });
    await until(() => feed.state === "open");
    await reach(feed);

    assert.deepEqual(told(feed), ["resync", "open"], wrong);
    assert.deepEqual(feed.log[0], ["resync", { reason }]);
    assert.ok(feed.position.startsWith(`${epoch}.`), feed.position);
  }
});

test("the gateway answers the pings of an idle hour", async (t) => {
  const sockets = spyOnSockets(t);
  const time = clock(t);
  const feed = await openFeed(t);
  const [socket] = sockets;
  for (let ticks = 0; ticks < 6 * 60; ticks++) {
    await time.tick();
    await until(() => socket.pongs === socket.pings);
  }

  assert.ok(socket.pings >= 11, `${socket.pings} pings`);
  assert.deepEqual(
    feed.log.filter(([type]) => type !== "change"),
    [],
  );
  assert.equal(sockets.length, 1);
});

test("a hand-over loses nothing, doubles nothing and keeps the order", async (t) => {
  const sockets = spyOnSockets(t);
  const time = clock(t);
  const feed = await openFeed(t);
  const [before] = await connections();
  const write = writer("handed-over");
  for (let ticks = 0; sockets.length < 2; ticks++) {
    assert.ok(ticks < 6 * 120, "after 2 hours there is still no next connection");
    await time.tick();
    await until(() => sockets.every(({ pings, pongs, readyState }) => pings === pongs || readyState > 1));
  }
  const [old] = sockets;
  while (old.readyState < 2) {
    await write(5);
  }
  await write(20);
  await write.arrive(feed);

  assert.deepEqual(told(feed), []);
  await until(async () => (await connections()).length === 1);
  assert.notEqual((await connections())[0], before);
});

test("the server takes the sub-protocol that isn't a token", async (t) => {
  const sockets = spyOnSockets(t);
  await openFeed(t);
  await openFeed(t, { token: async () => "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl_-" });

  assert.deepEqual(
    sockets.map(({ protocol }) => protocol),
    ["tablecast", "tablecast"],
  );
});

test("a server that refuses is asked until the page says that it is final", async (t) => {
  t.mock.method(Math, "random", () => 0);
  const sockets = spyOnSockets(t);
  let signedIn = true;
  const token = () => {
    if (!signedIn) {
      throw Object.assign(new Error("signed out"), { final: true });
    }
    return "jwt";
  };
  const feed = watch(t, { token }, new URL("/elsewhere", url).href);
  await until(() => feed.log.length >= 12);
  signedIn = false;
  await until(() => feed.state === "closed");

  const refusals = feed.log.slice(0, -2);
  assert.deepEqual(
    refusals.map(([type, { reason, count }]) => [type, reason, count]),
    sockets.map((_, i) => ["refused", "refused", i + 1]),
  );
  assert.deepEqual(
    feed.log.slice(-2).map(([type]) => type),
    ["error", "close"],
  );
  assert.equal(feed.log.at(-2)[1].message, "signed out");
});

test("an item too large for a message is fetched", async (t) => {
  const large = "x".repeat(300_000);
  const feed = await openFeed(t, {
    fetchItem: async ({ id }) => {
      const { version, text } = await get({ id: { S: id } });
      return { id, version: Number(version.N), text: text.S };
    },
  });
  await put({ ...item(own("large"), 1), text: { S: large } });
  await put(item(own("large"), 2));
  await put({ ...item(own("large"), 3), text: { S: large } });
  await until(() => changesOf(feed, own("large")).length === 3);

  const found = changesOf(feed, own("large"));
  assert.ok(found.every(({ truncated }) => truncated === false));
  found.forEach((change, i) => assert.ok(change.new.version > i, "as new as when it was read"));
  assert.deepEqual(found[2].new, { id: own("large"), version: 3, text: large });
});
