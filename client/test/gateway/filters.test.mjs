import assert from "node:assert/strict";
import test from "node:test";
import {
  clock,
  closeConnection,
  connect,
  connections,
  put,
  putAll,
  remove,
  spyOnSockets,
  subscribe,
  told,
  until,
} from "./system.mjs";

/** Returns a name that is unique to this run. */
const own = (name) => `${name}-${process.pid}`;
const inRoom = (room, more) => ({ filter: "room = :r", values: { ":r": own(room) }, ...more });
const item = (id, room, more) => ({ id: { S: own(id) }, room: { S: own(room) }, ...more });
const changes = (sub) => sub.log.filter(([type]) => type === "change").map(([, detail]) => detail);
const crossings = (sub) =>
  changes(sub).map(({ event, keys, enter, leave }) =>
    [event, keys.id, enter && "enters", leave && "leaves"].filter(Boolean),
  );
const number = ({ position }) => Number(position.split(".")[1]);

test("each subscription of a connection sees a table of its own", async (t) => {
  const sockets = spyOnSockets(t);
  const feed = connect(t);
  const [lobby, bar] = [await subscribe(feed, inRoom("lobby")), await subscribe(feed, inRoom("bar"))];
  const a = own("a");
  await put(item("a", "lobby", { n: { N: "1" } }));
  await put(item("a", "lobby", { n: { N: "2" } }));
  await put(item("a", "roof"));
  await put(item("a", "bar"));
  await remove({ id: { S: a } });
  await until(() => changes(bar).length === 2);

  assert.deepEqual(crossings(lobby), [
    ["INSERT", a],
    ["MODIFY", a],
    ["REMOVE", a, "leaves"],
  ]);
  assert.deepEqual(crossings(bar), [
    ["INSERT", a, "enters"],
    ["REMOVE", a],
  ]);
  assert.deepEqual(changes(lobby)[1].new, { id: a, room: own("lobby"), n: 2 });
  assert.equal(changes(lobby)[2].new, undefined);
  assert.equal(changes(bar)[0].old, undefined);
  assert.equal(sockets.length, 1);
  assert.ok(sockets[0].texts.every((text) => !text.includes(own("roof"))));
});

test("a subscription has the attributes that it asks for", async (t) => {
  const feed = connect(t);
  const lobby = await subscribe(feed, inRoom("attributes", { attributes: ["n"] }));
  await put(item("b", "attributes", { n: { N: "1" }, secret: { S: "x" } }));
  await put(item("b", "attributes", { n: { N: "1" }, secret: { S: "y" } }));
  await until(() => changes(lobby).length === 2);

  assert.deepEqual(
    changes(lobby).map((change) => [change.new, change.changed]),
    [
      [{ n: 1 }, undefined],
      [{ n: 1 }, []],
    ],
  );
});

test("a connection that the server closes is replaced, and each resumes from its own position", async (t) => {
  const feed = connect(t);
  const subs = [await subscribe(feed, inRoom("one")), await subscribe(feed, inRoom("two"))];
  await put(item("c0", "one"));
  await until(() => changes(subs[0]).length === 1);
  const [id] = await connections();
  await closeConnection(id);
  for (let i = 1; i < 20; i++) {
    await put(item(`c${i}`, i % 2 ? "two" : "one"));
  }
  await until(() => subs.every((sub) => sub.state === "open" && changes(sub).length >= 10));

  subs.forEach((sub, odd) => {
    const expected = Array.from({ length: 10 }, (_, i) => own(`c${2 * i + odd}`));
    assert.deepEqual(
      changes(sub).map(({ keys }) => keys.id),
      expected,
    );
    assert.deepEqual(told(sub), ["close", "open"]);
  });
});

test("a hand-over takes every subscription along", async (t) => {
  const sockets = spyOnSockets(t);
  const time = clock(t);
  const feed = connect(t);
  const subs = [await subscribe(feed, inRoom("before")), await subscribe(feed, inRoom("after"))];
  for (let ticks = 0; sockets.length < 2; ticks++) {
    assert.ok(ticks < 6 * 120, "after 2 hours there is still no next connection");
    await time.tick();
    await until(() => sockets.every(({ pings, pongs, readyState }) => pings === pongs || readyState > 1));
  }
  let count = 0;
  while (sockets[0].readyState < 2) {
    await put(item(`d${count++}`, "before"));
  }
  await put(item("d-last", "before"));
  await put(item("d-last", "after"));
  await until(() => changes(subs[1]).length === 1);

  const expected = Array.from({ length: count }, (_, i) => ["INSERT", own(`d${i}`)]);
  assert.deepEqual(crossings(subs[0]), [...expected, ["INSERT", own("d-last")], ["REMOVE", own("d-last"), "leaves"]]);
  subs.forEach((sub) => assert.deepEqual(told(sub), []));
});

test("the position of a filter that matches nothing stays fresh, and can be resumed from", async (t) => {
  const feed = connect(t);
  const nothing = await subscribe(feed, inRoom("nowhere"));
  const before = number(nothing);
  await putAll(Array.from({ length: 2_100 }, (_, i) => item(`e${i}`, "elsewhere")));
  await until(() => number(nothing) >= before + 1_100);

  assert.deepEqual(nothing.log, []);
  const { position } = nothing;
  nothing.close();
  const resumed = await subscribe(feed, inRoom("nowhere", { position }));
  assert.deepEqual(resumed.log, []);
  assert.ok(number(resumed) >= before + 2_000);
});

for (const [what, options, reason, position] of [
  ["doesn't parse", { filter: "room = (:r", values: { ":r": "x" } }, "filter", 10],
  ["ends too early", { filter: "room =" }, "filter", 6],
  ["lacks a value", { filter: "room = :r" }, "filter", 7],
  ["has a value too many", inRoom("lobby", { values: { ":r": "x", ":s": "y" } }), "values", undefined],
  ["has a field that doesn't exist", { filters: "room = :r" }, "request", undefined],
]) {
  test(`a subscription that ${what} ends with an error, and the others go on`, async (t) => {
    const feed = connect(t);
    const lobby = await subscribe(feed, inRoom(what));
    const wrong = feed.subscribe(options);
    const error = await new Promise((resolve) => wrong.addEventListener("error", ({ detail }) => resolve(detail)));
    await put(item("f", what));
    await until(() => changes(lobby).length === 1);

    assert.deepEqual([error.reason, error.position, error.final], [reason, position, true]);
    assert.equal(wrong.state, "closed");
    assert.equal(lobby.state, "open");
  });
}

test("the filter of a position is a part of it", async (t) => {
  const feed = connect(t);
  const { position } = await subscribe(feed, inRoom("lobby"));
  const other = await subscribe(feed, inRoom("bar", { position }));
  const same = await subscribe(feed, { filter: "room = :other", values: { ":other": own("lobby") }, position });

  assert.deepEqual(other.log[0], ["resync", { reason: "view" }]);
  assert.deepEqual(same.log, []);
});
