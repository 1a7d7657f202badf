import assert from "node:assert/strict";
import test from "node:test";
import { HOUR, MINUTE, PING, SECOND, World, resyncs, told } from "./world.mjs";

const PONG = '{"type":"pong"}';

const texts = (feed) => feed.log.filter(([type]) => type === "text").map(([, text]) => text);

test("in text mode any text is text, whatever it looks like", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ format: "text" });
  const all = [
    "changed",
    "Ada|94105",
    "",
    "{",
    "null",
    "7",
    "[]",
    '{"zip":"94105"}',
    '{"type":"resync"}',
    '{"type":"resync","reason":"trimmed"}',
    '{"type":"refresh"}',
    '{"type":"pong"}',
    '{"action":"ping"}',
    '{"type":"live","sub":"a","rev":1,"position":"0mb000001.1.v1"}',
    '{"type":"reset","sub":"a","rev":1}',
    '{"message": "Forbidden", "connectionId":"R0oXAdfD0kwCH6w=", "requestId":"WXm0p="}',
  ];
  all.forEach((text) => world.socket.receive(text));

  assert.deepEqual(
    feed.log,
    all.map((text) => ["text", text]),
  );
  assert.equal(feed.ignored, 0);
});

test("only the one pong that answers a ping isn't text", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ format: "text" });
  const { socket } = world;
  socket.answersPings = false;
  socket.receive(PONG);
  await world.passUntil(() => socket.sent.length === 1);
  socket.receive("before");
  socket.receive('{"type": "pong"}');
  socket.receive(PONG);
  socket.receive(PONG);

  assert.deepEqual(socket.sent, [PING]);
  assert.deepEqual(texts(feed), [PONG, "before", '{"type": "pong"}', PONG]);
});

test("a ping that was sent again has two answers", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ format: "text" });
  const { socket } = world;
  socket.answersPings = false;
  await world.passUntil(() => socket.sent.length === 1);
  world.jump(HOUR);
  await world.pass(10 * SECOND);
  assert.equal(socket.sent.length, 2);
  [PONG, PONG, PONG].forEach((text) => socket.receive(text));

  assert.deepEqual(texts(feed), [PONG]);
});

test("a pong that the next connection owes isn't the last one's", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ format: "text" });
  world.socket.answersPings = false;
  world.arrange = (socket) => socket.accept();
  await world.passUntil(() => world.sockets.length === 2);
  world.socket.receive(PONG);

  assert.deepEqual(texts(feed), [PONG]);
});

test("a day of pings causes no text event", async (t) => {
  const world = new World(t);
  world.arrange = (socket) => socket.accept();
  const feed = world.feed({ format: "text" });
  await world.pass(3 * HOUR + MINUTE);

  assert.equal(texts(feed).length, 0);
  assert.equal(told(feed)[0], "open");
});

test("nothing is subscribed to, and there is no position", async (t) => {
  const world = new World(t);
  const feed = await world.openFeed({ format: "text" });
  world.socket.receive("changed");
  await world.pass(MINUTE);

  assert.deepEqual(world.afters, []);
  assert.equal(feed.position, undefined);
});

test("texts have no numbers: whenever some may have been missed, there is a resync", async (t) => {
  const world = new World(t);
  world.arrange = (socket) => socket.accept();
  const feed = world.feed({ format: "text" });
  await world.passUntil(() => world.sockets.length === 2);
  assert.deepEqual(world.openSockets, [world.socket]);
  world.socket.end(1001);
  await world.passUntil(() => feed.state === "open");
  world.socket.end(1006);
  await world.passUntil(() => feed.state === "open");

  assert.deepEqual(resyncs(feed), ["handover", "closed", "lost"]);
  assert.deepEqual(told(feed), ["open", "resync", "close", "open", "resync", "close", "open", "resync"]);
});
