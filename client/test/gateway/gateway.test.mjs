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
  reach,
  spyOnSockets,
  told,
  until,
  url,
  watch,
  wire,
} from "./system.mjs";

/** An item that no earlier run has put. */
const own = (name) => `${name}-${process.pid}`;
const item = (id, version) => ({ id: { S: id }, version: { N: `${version}` } });
const versions = (feed, id) => changesOf(feed, id).map((change) => change.new.version);

test("what the table commits is told, with its keys and images", async (t) => {
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

  assert.deepEqual(got, Array.from({ length: 20 }, (_, version) => version));
});

test("a connection that the server closes is replaced, and the page told to read again", async (t) => {
  const feed = await openFeed(t);
  const [id] = await connections();
  await closeConnection(id);
  await until(() => told(feed).includes("resync"));

  assert.deepEqual(feed.log.filter(([type]) => type !== "change"), [
    ["close", { reason: "closed", code: 1000, final: false }],
    ["open", null],
    ["resync", { reason: "closed" }],
  ]);
  await reach(feed);
});

test("a connection that is cut without a word is replaced as well", async (t) => {
  const line = await wire(t);
  const feed = await openFeed(t, {}, line.url);
  line.cut();
  await until(() => told(feed).includes("resync"));

  assert.deepEqual(feed.log.filter(([type]) => type !== "change"), [
    ["close", { reason: "lost", code: 1006, final: false }],
    ["open", null],
    ["resync", { reason: "lost" }],
  ]);
  await reach(feed);
});

test("a connection that is dead is found out by the ping that it doesn't answer", async (t) => {
  const line = await wire(t);
  const time = clock(t);
  const feed = await openFeed(t, {}, line.url);
  line.goDead();
  for (let ticks = 0; feed.state === "open"; ticks++) {
    assert.ok(ticks < 6 * 6, "nobody asks");
    await time.tick();
  }
  await until(() => told(feed).includes("resync"));

  assert.deepEqual(feed.log.filter(([type]) => type !== "change").map(([, detail]) => detail?.reason), [
    "unanswered", undefined, "unanswered",
  ]);
  line.cut();
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
  assert.deepEqual(feed.log.filter(([type]) => type !== "change"), []);
  assert.equal(sockets.length, 1);
});

test("a hand-over loses nothing, doubles nothing and keeps the order", async (t) => {
  const sockets = spyOnSockets(t);
  const time = clock(t);
  const feed = await openFeed(t);
  const [before] = await connections();
  let version = 0;
  const write = async (count) => {
    for (let i = 0; i < count; i++) {
      await put(item(own("handed-over"), version++));
    }
  };
  const pass = async (condition) => {
    for (let ticks = 0; !condition(); ticks++) {
      assert.ok(ticks < 6 * 120, `after 2 hours there is still no ${condition}`);
      await time.tick();
      await until(() => sockets.every(({ pings, pongs, readyState }) => pings === pongs || readyState > 1));
    }
  };

  await write(10);
  await pass(() => sockets.length === 2);
  const [old, next] = sockets;
  const received = ({ texts }) => texts.filter((text) => text.includes(own("handed-over")));
  await until(async () => {
    await write(1);
    return received(next).some((text) => received(old).includes(text));
  });
  const writing = write(100);
  await pass(() => old.readyState > 1);
  await writing;
  await write(10);
  await until(() => versions(feed, own("handed-over")).includes(version - 1));

  assert.deepEqual(versions(feed, own("handed-over")), Array.from({ length: version }, (_, i) => i));
  assert.deepEqual(told(feed), []);
  await until(async () => (await connections()).length === 1);
  assert.notEqual((await connections())[0], before);
});

test("a token is offered as a sub-protocol that isn't the one the server takes", async (t) => {
  const sockets = spyOnSockets(t);
  await openFeed(t, { token: async () => "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl_-" });

  assert.deepEqual(sockets.map(({ protocol }) => protocol), ["tablecast"]);
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
  assert.deepEqual(refusals.map(([type, { reason, count }]) => [type, reason, count]),
    sockets.map((_, i) => ["refused", "refused", i + 1]));
  assert.deepEqual(feed.log.slice(-2).map(([type]) => type), ["error", "close"]);
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
