import assert from "node:assert/strict";
import test from "node:test";
import { MINUTE, World, change, items, settle, told } from "./world.mjs";

test("the changes of a message are delivered in order and unchanged", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const changes = [
    change(1, { event: "INSERT", new: { id: 1, name: "Ada" } }),
    change(1, { new: { id: 1, zip: "1" }, old: { id: 1, name: "Ada" }, changed: ["name", "zip"] }),
    change(1, { event: "REMOVE", old: { id: 1, zip: "1" } }),
  ];
  world.commit(...changes);

  assert.deepEqual(
    feed.log,
    changes.map((each, i) => ["change", { seq: i + 1, ...each }]),
  );
});

test("messages of unknown types are ignored and counted", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const others = [
    "changed",
    "Ada|94105",
    "",
    "{",
    "null",
    "7",
    '"live"',
    "[]",
    '["type"]',
    '[{"type":"live"}]',
    '{"zip":"94105"}',
    '{"type":["live"]}',
    '{"type":{"live":1}}',
    '{"type":"Live"}',
    '{"type":1}',
    '{"type":"presence"}',
    '{"type":"text"}',
    '{"type":"constructor"}',
    '{"type":"__proto__"}',
    '{"type":"toString"}',
    '{"__proto__":{"type":"live"}}',
    '{"type":null}',
    '{"type":"resync"}',
    '{"type":"reset","sub":"a","rev":1,"reason":"record"}',
    '{"type":"live","rev":1,"position":"7"}',
    '{"type":"items","sub":"a","rev":1,"position":"0mb000009.1.v1"}',
  ];
  others.forEach((text) => world.socket.receive(text));

  assert.deepEqual(feed.log, []);
  assert.equal(feed.ignored, others.length);
});

test("changes without keys are ignored and counted", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "changes" });
  world.socket.receive({ ...world.server.changes(1, 1), changes: { length: 1 } });
  for (const numbers of [{ from: undefined }, { to: undefined }, { from: "a" }, { to: {} }, { from: 9, to: 8 }]) {
    world.socket.receive({ ...world.server.changes(1, 8), changes: [{ seq: 8, ...change("b") }], ...numbers });
  }
  const without = [null, 7, {}, { keys: "id" }, { keys: 7 }, { keys: true }, { keys: ["id"] }];
  world.socket.receive({ ...world.server.changes(1, 8), changes: [...without, { seq: 8, ...change("a") }] });

  assert.equal(feed.ignored, 2 + 5 + 7);
  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(told(feed), []);
});

for (const message of ["Forbidden", "Internal server error", "Too many requests"]) {
  test(`API Gateway's "${message}" is an event, and shows that the connection is alive`, async (t) => {
    const world = new World(t);
    const feed = await world.openFeed();
    const { socket } = world;
    socket.answersPings = false;
    for (let i = 1; i <= 3; i++) {
      await world.passUntil(() => socket.sent.length === i);
      socket.receive(`{"message": "${message}", "connectionId":"R0oXAdfD0kwCH6w=", "requestId":"WXm0p="}`);
      await world.pass(MINUTE);
    }

    assert.deepEqual(
      feed.log.map(([type, { reason, message, final }]) => [type, reason, message, final]),
      Array(3).fill(["error", "gateway", message, false]),
    );
    assert.equal(feed.ignored, 0);
    assert.deepEqual(world.openSockets, [socket]);
    assert.equal(world.afters.length, 1);
  });
}

test("the answer to a ping is nobody's business", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "pong" });

  assert.deepEqual(feed.log, []);
  assert.equal(feed.ignored, 0);
});

test("markup, long values and odd names arrive as they are", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const value = {
    html: "<img src=x onerror=alert(1)>",
    long: "🙂".repeat(7_500),
    constructor: "c",
    toString: null,
  };
  world.socket.receive(
    `{"type":"changes","subs":["a"],"epoch":"${world.server.epoch}","from":1,"to":2,"changes":[
      {"seq":1,"keys":{"id":"a"},"new":${JSON.stringify(value)}},
      {"seq":2,"keys":{"__proto__":{"polluted":true}}}]}`,
  );

  assert.deepEqual(feed.log[0][1].new, value);
  assert.equal({}.polluted, undefined);
  assert.ok(Object.hasOwn(feed.log[1][1].keys, "__proto__"));
});

test("a listener that throws keeps no one else from a change", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const thrown = [];
  const { emit } = process;
  t.mock.method(process, "emit", function (name, error, ...rest) {
    return name === "uncaughtException" ? thrown.push(error.message) : emit.call(this, name, error, ...rest);
  });
  feed.addEventListener("change", () => {
    throw new Error("mine");
  });
  world.commit("a", "b");
  await settle();

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(thrown, ["mine", "mine"]);
});
