import assert from "node:assert/strict";
import test from "node:test";
import { World, items, resyncs, settle, told } from "./world.mjs";

test("a loop gets each change, in order, until the feed is closed", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const { got, ended } = loop(feed);
  world.commit("a", "b");
  await settle();
  assert.deepEqual(got, ["a", "b"]);
  world.commit("c");
  feed.close();
  await ended;

  assert.deepEqual(got, ["a", "b", "c"]);
});

test("loops don't take changes from each other or from listeners", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const loops = [loop(feed), loop(feed)];
  world.commit("a", "b");
  await settle();

  assert.deepEqual(
    loops.map(({ got }) => got),
    [
      ["a", "b"],
      ["a", "b"],
    ],
  );
  assert.deepEqual(items(feed), ["a", "b"]);
});

test("a loop goes on over a lost connection", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const { got } = loop(feed);
  world.arrange = (socket) => socket.accept();
  world.commit("a");
  await settle();
  world.socket.end();
  await world.passUntil(() => feed.state === "open");
  world.commit("b");
  await settle();

  assert.deepEqual(got, ["a", "b"]);
});

test("a loop ends with the feed's error", async (t) => {
  const world = new World(t);
  const error = Object.assign(new Error("signed out"), { final: true });
  const feed = world.feed({ token: () => Promise.reject(error) });
  const { ended } = loop(feed);
  await world.passUntil(() => feed.state === "closed");

  await assert.rejects(ended, error);
  await assert.rejects(loop(feed).ended, error);
});

test("a loop over a feed that is closed ends at once", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  feed.close();

  await loop(feed).ended;
});

test("a loop that is left takes nothing more, and the feed stays open", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ buffer: 2 });
  const left = (async () => {
    for await (const change of feed) {
      return change.keys.id;
    }
  })();
  world.commit("a", "b");
  assert.equal(await left, "a");
  world.commit("c", "d", "e", "f");

  assert.deepEqual(told(feed), []);
  assert.equal(feed.state, "open");
});

test("a loop that is too slow has its changes dropped, and there is a resync", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ buffer: 3 });
  const iterator = feed[Symbol.asyncIterator]();
  const first = iterator.next();
  world.commit("a");
  assert.equal((await first).value.keys.id, "a");
  world.commit("b", "c", "d");
  assert.deepEqual(resyncs(feed), []);
  world.commit("e", "f");
  assert.deepEqual(resyncs(feed), ["overflow"]);

  assert.equal((await iterator.next()).value.keys.id, "f");
});

test("changes that wait for a loop are dropped when changes were missed", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const { got } = loop(feed);
  await settle();
  world.commit("a", "b");
  world.server.reset();
  world.commit("c");
  await settle();

  assert.deepEqual(got, ["c"]);
});

/** Returns a loop over a feed with the changes it has received so far. */
function loop(feed) {
  const got = [];
  const ended = (async () => {
    for await (const change of feed) {
      got.push(change.keys.id);
    }
  })();
  ended.catch(() => {});
  return { got, ended };
}
