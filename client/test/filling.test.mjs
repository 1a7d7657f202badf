import assert from "node:assert/strict";
import test from "node:test";
import { SECOND, World, change, items, resyncs, settle, told } from "./world.mjs";

const truncated = (item, more) => change(item, { truncated: true, ...more });
/** Returns the changes that a feed delivered, without their numbers. */
const changes = (feed) => feed.log.filter(([type]) => type === "change").map(([, { seq, ...each }]) => each);

test("a truncated change is delivered at once without fetchItem", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.commit(truncated("a"));

  assert.deepEqual(changes(feed), [truncated("a")]);
});

test("fetchItem gets the keys and fills the item in", async (t) => {
  const { feed, fetches } = await fetching(t, truncated("a"));
  assert.deepEqual(fetches[0].keys, { id: "a" });
  assert.deepEqual(items(feed), []);
  await fetches[0].resolve({ id: "a", name: "Ada" });

  assert.deepEqual(changes(feed), [change("a", { new: { id: "a", name: "Ada" }, truncated: false })]);
});

test("only later changes of the same item wait for it", async (t) => {
  const { world, feed, fetches } = await fetching(t, truncated("a"), change("b"), change("a"));
  world.commit(change("c"));
  assert.deepEqual(items(feed), ["b", "c"]);
  await fetches[0].resolve({ id: "a" });
  assert.deepEqual(items(feed), ["b", "c", "a", "a"]);
  world.commit(change("a"));

  assert.deepEqual(items(feed), ["b", "c", "a", "a", "a"]);
  assert.deepEqual(
    changes(feed).map((each) => each.truncated),
    [undefined, undefined, false, undefined, undefined],
  );
});

test("an item is fetched anew for each truncated change, one after the other", async (t) => {
  const { world, feed, fetches } = await fetching(t, truncated("a"), truncated("a"));
  assert.equal(fetches.length, 1);
  await fetches[0].resolve({ v: 1 });
  assert.equal(fetches.length, 2);
  world.commit(change("a"));
  await fetches[1].resolve({ v: 2 });

  assert.deepEqual(
    changes(feed).map((each) => each.new),
    [{ v: 1 }, { v: 2 }, undefined],
  );
});

test("an item that was removed isn't fetched", async (t) => {
  const { feed, fetches } = await fetching(t, truncated("a", { event: "REMOVE" }));

  assert.deepEqual(fetches, []);
  assert.deepEqual(changes(feed), [truncated("a", { event: "REMOVE" })]);
});

test("a fetch that fails, or finds nothing, leaves the change truncated", async (t) => {
  const { feed, fetches } = await fetching(t, truncated("a"), truncated("b"));
  await fetches[0].reject(new Error("503"));
  await fetches[1].resolve(undefined);

  assert.deepEqual(changes(feed), [truncated("a"), truncated("b")]);
  assert.deepEqual(told(feed), []);
});

test("a fetchItem that throws leaves the change truncated", async (t) => {
  const world = new World(t);
  const fetchItem = () => {
    throw new Error("mine");
  };
  const feed = await world.openFeed({ fetchItem });
  world.commit(truncated("a"), change("a"));
  await settle();

  assert.deepEqual(changes(feed), [truncated("a"), change("a")]);
});

test("a fetch that takes more than 10 seconds isn't waited for", async (t) => {
  const { world, feed, fetches } = await fetching(t, truncated("a"), change("a"));
  await world.pass(9 * SECOND);
  assert.deepEqual(items(feed), []);
  await world.pass(SECOND);
  await fetches[0].resolve({ id: "a", name: "late" });

  assert.deepEqual(changes(feed), [truncated("a"), change("a")]);
});

test("changes that wait when others were missed are dropped: the page reads newer items", async (t) => {
  const { world, feed, fetches } = await fetching(t, truncated("a"), change("a"));
  world.server.reset();
  world.commit(change("a"));
  await fetches[0].resolve({ id: "a" });

  assert.deepEqual(changes(feed), [change("a")]);
});

test("no more changes wait than the buffer takes", async (t) => {
  const world = new World(t);
  const fetches = [];
  const feed = await world.openFeed({ buffer: 3, fetchItem: fetchesInto(fetches) });
  world.commit(truncated("a"), change("a"), truncated("b"));
  assert.deepEqual(told(feed), []);
  world.commit(change("b"));
  assert.deepEqual(resyncs(feed), ["overflow"]);
  await Promise.all(fetches.map(({ resolve }) => resolve({})));
  assert.deepEqual(changes(feed), []);

  world.commit(truncated("a"), truncated("c"), truncated("d"));
  await Promise.all(fetches.slice(2).map(({ resolve }) => resolve({})));
  assert.deepEqual(items(feed), ["a", "c", "d"]);
  assert.deepEqual(resyncs(feed), ["overflow"]);
});

test("changes that were filled make room again", async (t) => {
  const { world, feed, fetches } = await fetching(t);
  for (let i = 0; i < 2_500; i++) {
    world.commit(truncated(i));
    await fetches[i].resolve({});
  }

  assert.equal(items(feed).length, 2_500);
  assert.deepEqual(told(feed), []);
});

test("a feed that is closed delivers no waiting change", async (t) => {
  const { feed, fetches } = await fetching(t, truncated("a"), truncated("a"));
  feed.close();
  await fetches[0].resolve({});

  assert.equal(fetches.length, 1);
  assert.deepEqual(told(feed), ["close"]);
  assert.deepEqual(items(feed), []);
});

/** Returns a feed that has received changes, and its calls of `fetchItem`. */
async function fetching(t, ...received) {
  const world = new World(t);
  const fetches = [];
  const feed = await world.openFeed({ fetchItem: fetchesInto(fetches) });
  if (received.length > 0) {
    world.commit(...received);
  }
  return { world, feed, fetches };
}

function fetchesInto(fetches) {
  return (keys) =>
    new Promise((resolve, reject) => {
      const then = (end) => (value) => {
        end(value);
        return settle();
      };
      fetches.push({ keys, resolve: then(resolve), reject: then(reject) });
    });
}
