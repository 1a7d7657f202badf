import assert from "node:assert/strict";
import { memoryUsage } from "node:process";
import test from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { query } from "../query.js";
import { HOUR, SECOND, World, settle } from "./world.mjs";

const TIMES = { began: "2026-11-22T05:00:00.000Z", ended: "2026-11-22T05:00:01.000Z" };
const SEEN = "2026-11-22T05:00:00Z"; // may be included in the snapshot
const LATER = "2026-11-22T05:00:08Z";

/** A feed whose subscription is controlled by the test. */
class Feed extends EventTarget {
  state = "connecting";
  requests = [];

  subscribe(request) {
    this.requests.push(request);
    return this;
  }

  close() {
    this.state = "closed";
    this.tell("close", { reason: "ended", final: true });
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Sends a complete snapshot. */
  async items(...items) {
    this.tell("items", { ...TIMES, items: items.map(entry), last: true });
    this.state = "open";
    this.tell("open");
    await settle();
  }

  async changes(...changes) {
    changes.forEach((change) => this.tell("change", change));
    await settle();
  }
}

const entry = ({ truncated, ...item }) => ({ keys: { id: item.id }, ...(truncated ? { truncated } : { new: item }) });

function change(event, id, before, after, at = LATER) {
  const image = (item) => item && { id, ...item };
  return { event, at, keys: { id }, old: image(before), new: image(after) };
}

const ids = (list) => list.items.map(({ id }) => id);

/** Returns a log of the events of a list. */
function logged(list) {
  const log = [];
  for (const type of ["change", "ready", "reset", "error", "state"]) {
    list.addEventListener(type, ({ detail }) => log.push([type, type === "state" ? detail : list.items]));
  }
  return log;
}

async function opened(options, ...items) {
  const feed = new Feed();
  const list = query(feed, options);
  const log = logged(list);
  await feed.items(...items);
  return { feed, list, log };
}

test("a list is ready once its whole snapshot is there", async () => {
  const feed = new Feed();
  const list = query(feed, { filter: "room = :r", values: { ":r": "a" }, attributes: ["n"], sort: { n: "desc" } });
  const log = logged(list);
  feed.tell("items", { ...TIMES, items: [entry({ id: "1", n: 1 })] });
  await settle();
  assert.deepEqual([list.state, list.items, log], ["loading", [], []]);
  await feed.items({ id: "2", n: 2 });

  const items = [
    { id: "2", n: 2 },
    { id: "1", n: 1 },
  ];
  assert.deepEqual(log, [
    ["change", items],
    ["state", "live"],
    ["ready", items],
  ]);
  assert.deepEqual(list.get({ id: "1" }), { id: "1", n: 1 });
  assert.equal(list.get({ id: "3" }), undefined);
  assert.deepEqual(feed.requests, [
    { filter: "room = :r", values: { ":r": "a" }, attributes: ["n"], snapshot: true, position: null },
  ]);
});

test("a list without items is ready as well", async () => {
  const { list, log } = await opened();

  assert.deepEqual([list.state, log.map(([type]) => type)], ["live", ["state", "ready"]]);
});

test("all changes of a message are one change of the list, and other items stay the same objects", async () => {
  const { feed, list, log } = await opened({}, { id: "1", n: { m: [1] } }, { id: "2", n: 2 }, { id: "3", n: 3 });
  const before = list.items;
  log.length = 0;
  await feed.changes(
    change("MODIFY", "2", { n: 2 }, { n: 5 }),
    change("INSERT", "4", undefined, { n: 4 }),
    change("REMOVE", "3", { n: 3 }),
    change("MODIFY", "1", { n: { m: [1] } }, { n: { m: [1] } }),
  );

  assert.deepEqual(
    log.map(([type]) => type),
    ["change"],
  );
  assert.deepEqual(list.items, [
    { id: "1", n: { m: [1] } },
    { id: "2", n: 5 },
    { id: "4", n: 4 },
  ]);
  assert.equal(list.items[0], before[0]);
  assert.equal(before.length, 3);
  for (const value of [list.items, list.items[0], list.items[0].n, list.items[0].n.m]) {
    assert.ok(Object.isFrozen(value));
  }
});

test("a message of the server is one notification, however many changes it has", async (t) => {
  const world = new World(t);
  world.server.snapshot = () => [{ ...TIMES, items: [], last: true }];
  const feed = await world.openConnection();
  const list = query(feed);
  await settle();
  const log = logged(list);
  world.commit(...Array.from({ length: 100 }, (_, i) => change("INSERT", `${i}`, undefined, { n: i })));
  await settle();

  assert.deepEqual(
    log.map(([type]) => type),
    ["change"],
  );
  assert.equal(list.items.length, 100);
});

test("a list of 10,000 items stays in order, takes less than 2 KB an item, and a change doesn't sort it again", async () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  const feed = new Feed();
  let compared = 0;
  gc();
  const before = memoryUsage().heapUsed;
  const list = query(feed, { sort: (one, other) => (compared++, one.n - other.n) });
  const note = "x".repeat(300);
  await feed.items(
    ...Array.from({ length: 10_000 }, (_, i) => ({ id: `${i}`, n: (i * 7_919) % 10_007, note: note + i })),
  );
  gc();
  const bytes = (memoryUsage().heapUsed - before) / 10_000;
  assert.ok(bytes < 2_000, `${Math.round(bytes)} bytes an item`);
  compared = 0;
  const [{ id, n }] = list.items;
  await feed.changes(
    change("MODIFY", id, { n, note: note + id }, { n: 5_000, note: note + id }),
    change("INSERT", "new", undefined, { n: -1 }),
  );

  assert.equal(list.items.length, 10_001);
  assert.ok(list.items.every(({ n }, i) => i === 0 || list.items[i - 1].n <= n));
  assert.ok(compared < 100, `${compared} comparisons`);
});

test("a change of no visible attribute causes no event", async () => {
  const { feed, list, log } = await opened({ limit: 1 }, { id: "1", n: 1 }, { id: "2", n: 2 });
  const before = list.items;
  log.length = 0;
  await feed.changes(change("MODIFY", "2", { n: 2 }, { n: 3 }), change("MODIFY", "1", { n: 1 }, { n: 1 }));

  assert.equal(list.items, before);
  assert.deepEqual([log, list.get({ id: "2" }).n], [[], 3]);
});

test("beyond the limit, the next one follows where one is removed", async () => {
  const { feed, list } = await opened({ limit: 2, sort: "n" }, { id: "1", n: 1 }, { id: "2", n: 2 }, { id: "3", n: 3 });
  assert.deepEqual(ids(list), ["1", "2"]);
  await feed.changes(change("REMOVE", "1", { n: 1 }));

  assert.deepEqual(ids(list), ["2", "3"]);
});

test("missing and null values are last in both directions, and types have an order", async () => {
  const values = [[2], "b", null, 10, undefined, "a", true, 9, false, "B", { a: 1 }];
  const items = values.map((n, i) => ({ id: String.fromCharCode(97 + i), ...(n !== undefined && { n }) }));
  const { list } = await opened({ sort: "n" }, ...items);
  const reverse = await opened({ sort: { n: "desc" } }, ...[...items].reverse());

  const shown = (one) => one.items.map(({ n }) => n);
  assert.deepEqual(shown(list), [false, true, 9, 10, "B", "a", "b", [2], { a: 1 }, null, undefined]);
  assert.deepEqual(shown(reverse.list), [[2], { a: 1 }, "b", "a", "B", 10, 9, true, false, null, undefined]);
});

test("items that are alike are ordered by key, whatever order they came in", async () => {
  const rows = [10, 9, 1, 2].map((id) => ({ id, room: "a", toString: "x" }));
  const forwards = await opened({ sort: ["room", { toString: "desc" }] }, ...rows);
  const backwards = await opened({ sort: ["room", { toString: "desc" }] }, ...[...rows].reverse());

  assert.deepEqual(
    [ids(forwards.list), ids(backwards.list)],
    [
      [1, 2, 9, 10],
      [1, 2, 9, 10],
    ],
  );
});

test("a function orders items, and those it finds alike are ordered by key", async () => {
  const { list } = await opened(
    { sort: (a, b) => a.n.length - b.n.length },
    { id: "b", n: "x" },
    { id: "a", n: "y" },
    { id: "c", n: "" },
  );

  assert.deepEqual(ids(list), ["c", "a", "b"]);
});

test("the same items have the same order after any changes", async () => {
  const { feed, list } = await opened({ sort: { n: "desc" } }, { id: "1", n: 1 }, { id: "2", n: 2 }, { id: "3", n: 3 });
  await feed.changes(change("MODIFY", "1", { n: 1 }, { n: 4 }), change("INSERT", "0", undefined, { n: 3 }));
  assert.deepEqual(ids(list), ["1", "0", "3", "2"]);
  await feed.changes(change("MODIFY", "3", { n: 3 }, { n: 0 }));
  assert.deepEqual(ids(list), ["1", "0", "2", "3"]);
});

test("keys are distinct whatever they contain", async () => {
  const keys = [
    ["a|b", "c"],
    ["a", "b|c"],
    ['a","b', "c"],
    ["a", 'b","c'],
    ["1", "x"],
    [1, "x"],
    ["", "x"],
    ["a,b", "c"],
    ["a", "b,c"],
  ];
  const feed = new Feed();
  const list = query(feed, {});
  const items = keys.map(([pk, sk], n) => ({ keys: { pk, sk }, new: { pk, sk, n } }));
  feed.tell("items", { ...TIMES, items, last: true });
  await settle();

  assert.equal(list.items.length, keys.length);
  keys.forEach(([pk, sk], n) => {
    assert.equal(list.get({ pk, sk }).n, n);
    assert.equal(list.get({ sk, pk }).n, n);
  });
});

test("options that can't work are refused", () => {
  const refuse = (options, message) => assert.throws(() => query(new Feed(), options), { name: "TypeError", message });

  refuse({ limit: 0 }, "limit: found 0, must be a whole number from 1");
  refuse({ limit: 1.5 }, "limit: found 1.5, must be a whole number from 1");
  refuse({ sort: { n: "down" } }, 'sort: n: found down, must be "asc" or "desc"');
});

test("between the times of a snapshot an item takes only what follows it", async () => {
  const { feed, list } = await opened({}, { id: "1", n: 3 });
  const step = async (...given) => (await feed.changes(change(...given, SEEN)), list.items.map(({ n }) => n));

  assert.deepEqual(await step("MODIFY", "1", { n: 1 }, { n: 2 }), [3]);
  assert.deepEqual(await step("REMOVE", "1", { n: 2 }, undefined), [3]);
  assert.deepEqual(await step("INSERT", "1", undefined, { n: 0 }), [3]);
  assert.deepEqual(await step("INSERT", "1", undefined, { n: 3 }), [3]);
  assert.deepEqual(await step("MODIFY", "1", { n: 3 }, { n: 4 }), [4]);
  assert.deepEqual(await step("MODIFY", "2", { n: 3 }, { n: 4 }), [4]);
  assert.deepEqual(await step("INSERT", "2", undefined, { n: 5 }), [4, 5]);
  assert.deepEqual(await step("MODIFY", "2", { n: 5 }, { n: 6 }), [4, 6]);
});

test("the times of a change and of a snapshot may be six seconds apart", async () => {
  const second = (s) => new Date(Date.parse(SEEN) + s * SECOND).toISOString();
  for (const [at, event, expected] of [
    [second(-7), "INSERT", undefined],
    [second(-6), "INSERT", 1],
    [second(7), "MODIFY", undefined],
    [second(8), "MODIFY", 1],
  ]) {
    const { feed, list } = await opened();
    await feed.changes(change(event, "1", event === "MODIFY" && { n: 0 }, { n: 1 }, at));
    assert.equal(list.items[0]?.n, expected, `${event} at ${at}`);
  }
});

test("without images every change applies, and items are their keys", async () => {
  const feed = new Feed();
  const list = query(feed, {});
  feed.tell("items", { ...TIMES, items: [{ keys: { id: "1" } }], last: true });
  await settle();
  const keys = (event, id) => ({ event, at: SEEN, keys: { id } });
  await feed.changes(keys("INSERT", "2"), keys("MODIFY", "1"));
  assert.deepEqual(list.items, [{ id: "1" }, { id: "2" }]);
  await feed.changes(keys("REMOVE", "1"));
  assert.deepEqual(list.items, [{ id: "2" }]);
});

test("an item too large for a message is read, also where it changes meanwhile", async () => {
  const feed = new Feed();
  const answers = [];
  feed.fetchItem = () => new Promise((resolve) => answers.push(resolve));
  const list = query(feed, {});
  await feed.items({ id: "1", truncated: true });
  assert.deepEqual(list.items, [{ id: "1" }]);
  await feed.changes(change("MODIFY", "1", { n: 0 }, { n: 1 }, SEEN));
  answers[0]({ id: "1", n: 2 });
  await settle();
  assert.deepEqual([list.items, answers.length], [[{ id: "1", n: 2 }], 2]);
  answers[1]({ id: "1", n: 3 });
  await settle();
  await feed.changes(change("MODIFY", "1", { n: 2 }, { n: 3 }, SEEN), change("MODIFY", "1", { n: 3 }, { n: 4 }, SEEN));
  assert.deepEqual([list.items, answers.length], [[{ id: "1", n: 4 }], 2]);
  await feed.changes({ ...change("MODIFY", "1"), truncated: true });
  assert.deepEqual([list.items, answers.length], [[{ id: "1", n: 4 }], 3]);
  await feed.changes({ ...change("REMOVE", "1"), truncated: true });
  answers[2]({ id: "1", n: 5 });
  await settle();
  assert.deepEqual(list.items, []);
});

test("an item that can't be read has its key alone, until its next change", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const feed = new Feed();
  const answers = [async () => assert.fail("no answer"), () => assert.fail("no answer"), () => new Promise(() => {})];
  feed.fetchItem = () => answers.shift()();
  const list = query(feed, {});
  await feed.items({ id: "1", n: 1 }, { id: "2", n: 1 }, { id: "3", n: 1 });
  await feed.changes(...["1", "2", "3"].map((id) => ({ ...change("MODIFY", id), truncated: true })));
  t.mock.timers.tick(10 * SECOND);
  await settle();
  assert.deepEqual(list.items, [{ id: "1" }, { id: "2" }, { id: "3" }]);
  await feed.changes(change("MODIFY", "1", { n: 2 }, { n: 3 }));
  assert.equal(list.items[0].n, 3);
});

test("after a reset the old list stays, and the new one replaces it at once", async () => {
  const { feed, list, log } = await opened({}, { id: "1", n: 1 }, { id: "2", n: 2 });
  const before = list.items;
  log.length = 0;
  feed.tell("resync", { reason: "epoch" });
  await feed.changes(change("REMOVE", "1", { n: 1 }));
  assert.deepEqual([list.state, list.items === before], ["stale", true]);
  feed.tell("items", { ...TIMES, items: [entry({ id: "9", n: 9 })] });
  feed.tell("resync", { reason: "record" });
  feed.tell("items", { ...TIMES, items: [entry({ id: "2", n: 2 })] });
  await settle();
  await feed.items({ id: "3", n: 3 });

  assert.deepEqual(
    log.map(([type, detail]) => (type === "state" ? detail : type)),
    ["reset", "stale", "reset", "change", "live"],
  );
  assert.deepEqual(ids(list), ["2", "3"]);
  assert.equal(list.items[0], before[1]);
});

test("a new list that equals the old one causes no event", async () => {
  const { feed, list, log } = await opened({}, { id: "1", n: 1 });
  const before = list.items;
  feed.tell("resync", { reason: "epoch" });
  await settle();
  log.length = 0;
  await feed.items({ id: "1", n: 1 });

  assert.deepEqual(log, [["state", "live"]]);
  assert.equal(list.items, before);
});

test("a loop takes the latest state, and ends with the list", async () => {
  const { feed, list } = await opened({}, { id: "1", n: 1 });
  const loop = list[Symbol.asyncIterator]();
  assert.deepEqual((await loop.next()).value, list.items);
  for (let n = 1; n < 4; n++) {
    await feed.changes(change("MODIFY", "1", { n }, { n: n + 1 }));
  }
  assert.deepEqual((await loop.next()).value, [{ id: "1", n: 4 }]);
  const next = loop.next();
  await settle();
  await feed.changes(change("MODIFY", "1", { n: 4 }, { n: 5 }));
  assert.deepEqual((await next).value, [{ id: "1", n: 5 }]);
  const last = loop.next();
  list.close();
  assert.deepEqual(await last, { value: undefined, done: true });
});

test("a list that is refused ends with an error that has the remedy", async () => {
  const feed = new Feed();
  const list = query(feed, {});
  const log = logged(list);
  const loop = list[Symbol.asyncIterator]().next();
  const error = Object.assign(new Error("set snapshot"), { reason: "snapshot", final: true });
  feed.tell("error", error);
  feed.close();

  assert.deepEqual([list.state, list.error], ["closed", error]);
  assert.deepEqual(
    log.map(([type]) => type),
    ["error", "state"],
  );
  await assert.rejects(loop, error);
});

test("an error that passes is gone once the list is live", async () => {
  const { feed, list } = await opened();
  feed.state = "connecting";
  feed.tell("close", { final: false });
  feed.tell("error", { reason: "rate", final: false });
  await settle();
  assert.deepEqual([list.state, list.error.reason], ["stale", "rate"]);
  feed.state = "open";
  feed.tell("open");
  await settle();
  assert.deepEqual([list.state, list.error], ["live", undefined]);
});

test("a signal ends a list, and a listener that ends it gets no further events", async () => {
  const controller = new AbortController();
  const { feed, list } = await opened({ signal: controller.signal }, { id: "1" });
  list.addEventListener("change", () => controller.abort());
  await feed.changes(change("INSERT", "2", undefined, { n: 1 }));
  assert.deepEqual([list.state, feed.state], ["closed", "closed"]);
  await feed.changes(change("INSERT", "3", undefined, { n: 1 }));
  assert.deepEqual(ids(list), ["1", "2"]);
  assert.equal(query(new Feed(), { signal: controller.signal }).state, "closed");
});

/** Returns a list over a live connection. */
async function connected(t, items = [{ id: "1" }]) {
  const world = new World(t);
  world.server.items = items;
  world.server.snapshot = () => [
    { ...TIMES, items: [] },
    { ...TIMES, items: world.server.items.map(entry), last: true },
  ];
  const feed = await world.openConnection();
  return { world, feed, server: world.server };
}

test("after a cut, a list resumes without another snapshot", async (t) => {
  const { world, feed, server } = await connected(t);
  const list = query(feed, {});
  const log = logged(list);
  await settle();
  world.socket.end();
  await settle();
  assert.equal(list.state, "stale");
  server.items = [];
  world.commit({ event: "INSERT", at: LATER, keys: { id: "2" }, new: { id: "2" } });
  await world.passUntil(() => list.state === "live");

  assert.deepEqual(ids(list), ["1", "2"]);
  assert.deepEqual(world.afters, [undefined, server.position(0)]);
  assert.equal(log.filter(([type]) => type === "ready").length, 1);
});

test("a snapshot that a cut interrupts is taken again", async (t) => {
  const { world, feed, server } = await connected(t);
  const { answer } = server;
  server.answer = (socket, messages) => {
    answer(socket, messages.slice(0, -1));
    socket.end();
    server.answer = answer;
  };
  const list = query(feed, {});
  const log = logged(list);
  await settle();
  assert.deepEqual([list.state, list.items], ["loading", []]);
  server.items = [{ id: "3" }];
  await world.passUntil(() => list.state === "live");

  assert.deepEqual([ids(list), world.afters], [["3"], [undefined, undefined]]);
  assert.deepEqual(
    log.map(([type]) => type),
    ["change", "state", "ready"],
  );
});

test("a snapshot that a cut interrupts after a reset is taken again, too", async (t) => {
  const { world, feed, server } = await connected(t);
  const list = query(feed, {});
  const subscribed = server.requests;
  await settle();
  world.holdAnswers();
  server.reset();
  await world.passUntil(() => subscribed.length === 2);
  assert.deepEqual([list.state, ids(list)], ["stale", ["1"]]);
  world.socket.end();
  server.items = [{ id: "4" }];
  await world.answer();
  await world.passUntil(() => list.state === "live");

  assert.deepEqual([ids(list), world.afters], [["4"], [undefined, undefined, undefined]]);
});

test("a position that is refused is answered with a snapshot, and asked for once", async (t) => {
  const { world, feed, server } = await connected(t);
  const list = query(feed, {});
  await settle();
  const before = server.position();
  world.socket.end();
  await settle();
  server.renew();
  server.items = [{ id: "5" }];
  await world.passUntil(() => list.state === "live");

  assert.deepEqual([ids(list), world.afters], [["5"], [undefined, before]]);
});

test("a hand-over takes no snapshot", async (t) => {
  const { world, feed } = await connected(t);
  const list = query(feed, {});
  const log = logged(list);
  await settle();
  log.length = 0;
  await world.pass(2 * HOUR);

  assert.ok(world.sockets.length > 1);
  assert.equal(world.afters.filter((after) => !after).length, 1);
  assert.deepEqual(log, []);
});

test("a list that begins during a hand-over takes one snapshot, with what followed that", async (t) => {
  const { world, feed } = await connected(t);
  world.holdAnswers();
  world.arrange = (socket) => socket.accept();
  await world.passUntil(() => world.sockets.length === 2);
  const list = query(feed, {});
  const log = logged(list);
  await settle();
  world.commit({ event: "INSERT", at: LATER, keys: { id: "2" }, new: { id: "2" } });
  await world.answer();
  await world.passUntil(() => world.openSockets.length === 1);

  assert.deepEqual([list.state, ids(list)], ["live", ["1", "2"]]);
  assert.equal(log.filter(([type]) => type === "ready").length, 1);
});

test("a page whose loop is too slow for a subscription with a snapshot gets another", async (t) => {
  const { world, server } = await connected(t);
  const feed = await world.openConnection({ buffer: 1 });
  const subscription = feed.subscribe({ snapshot: true });
  let frames = 0;
  subscription.addEventListener("items", () => frames++);
  subscription[Symbol.asyncIterator]().next();
  await settle();
  assert.equal(frames, 2);
  world.commit("1", "2", "3");
  assert.equal(subscription.position, undefined);
  await world.passUntil(() => frames === 4);

  assert.equal(subscription.position, server.position());
});

test("a server without snapshots ends the list", async (t) => {
  const { feed, server } = await connected(t);
  server.answer = (socket, [{ sub, rev }]) =>
    socket.receive({ type: "error", sub, rev, reason: "snapshot", message: "the deployment allows none" });
  const list = query(feed, {});
  await settle();

  assert.equal(list.state, "closed");
  assert.deepEqual([list.error.message, list.error.final], ["the deployment allows none", true]);
});
