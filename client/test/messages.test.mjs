import assert from "node:assert/strict";
import test from "node:test";
import { MINUTE, World, change, items, message, resyncs, settle, told } from "./world.mjs";

test("each change of a message is told in its order, as the server wrote it", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const changes = [
    change(1, { event: "INSERT", new: { id: 1, name: "Ada" } }),
    change(1, { new: { id: 1, zip: "1" }, old: { id: 1, name: "Ada" }, changed: ["name", "zip"] }),
    change(1, { event: "REMOVE", old: { id: 1, zip: "1" } }),
  ];
  world.socket.receive({ type: "changes", id: "m1", changes });

  assert.deepEqual(feed.log, changes.map((each) => ["change", each]));
});

test("a message that comes again is dropped, also after a reconnect", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive(message("m1", "a"));
  world.socket.receive(message("m1", "a"));
  world.arrange = (socket) => socket.accept();
  world.socket.end();
  await world.passUntil(() => feed.state === "open");
  world.socket.receive(message("m1", "a"));
  world.socket.receive(message("m2", "b"));

  assert.deepEqual(items(feed), ["a", "b"]);
});

test("of the ids of messages only the newest 4,096 are remembered", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  for (let i = 0; i < 4_097; i++) {
    world.socket.receive(message(`m${i}`, i));
  }
  feed.log.length = 0;
  world.socket.receive(message("m1", "remembered"));
  world.socket.receive(message("m0", "forgotten"));

  assert.deepEqual(items(feed), ["forgotten"]);
});

test("what isn't a message of a known type is ignored and counted", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  const others = [
    "changed", "Ada|94105", "", "{", "null", "7", '"resync"', "[]", '["type"]', '[{"type":"resync"}]',
    '{"zip":"94105"}', '{"type":["resync"]}', '{"type":{"resync":1}}', '{"type":"Resync"}', '{"type":1}',
    '{"type":"presence"}', '{"type":"text"}', '{"type":"constructor"}', '{"type":"__proto__"}',
    '{"type":"toString"}', '{"__proto__":{"type":"resync"}}', '{"type":null}',
  ];
  others.forEach((text) => world.socket.receive(text));

  assert.deepEqual(feed.log, []);
  assert.equal(feed.ignored, others.length);
});

test("changes that can't be told are ignored and counted", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "changes", id: "m1" });
  world.socket.receive({ type: "changes", id: "m2", changes: { length: 1 } });
  const changes = [null, 7, {}, { keys: "id" }, { keys: 7 }, { keys: true }, { keys: ["id"] }, change("a")];
  world.socket.receive({ type: "changes", id: "m3", changes });

  assert.equal(feed.ignored, 2 + 7);
  assert.deepEqual(items(feed), ["a"]);
  assert.deepEqual(told(feed), []);
});

for (const error of ["Forbidden", "Internal server error", "Too many requests"]) {
  test(`API Gateway's "${error}" tells nothing, but that the connection is alive`, async (t) => {
    const world = new World(t);
    const feed = await world.openFeed();
    const { socket } = world;
    socket.answersPings = false;
    for (let i = 1; i <= 3; i++) {
      await world.passUntil(() => socket.sent.length === i);
      socket.receive(`{"message": "${error}", "connectionId":"R0oXAdfD0kwCH6w=", "requestId":"WXm0p="}`);
      await world.pass(MINUTE);
    }

    assert.deepEqual(feed.log, []);
    assert.equal(feed.ignored, 3);
    assert.deepEqual(world.openSockets, [socket]);
  });
}

test("the answer to a ping is nobody's business", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "pong" });

  assert.deepEqual(feed.log, []);
  assert.equal(feed.ignored, 0);
});

test("a server may say that changes were missed", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed();
  world.socket.receive({ type: "resync", reason: "trimmed" });
  world.socket.receive({ type: "resync" });

  assert.deepEqual(resyncs(feed), ["trimmed", "server"]);
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
    `{"type":"changes","id":"m1","changes":[{"keys":{"id":"a"},"new":${JSON.stringify(value)}},
      {"keys":{"__proto__":{"polluted":true}}}]}`,
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
  world.socket.receive(message("m1", "a", "b"));
  await settle();

  assert.deepEqual(items(feed), ["a", "b"]);
  assert.deepEqual(thrown, ["mine", "mine"]);
});
