import assert from "node:assert/strict";
import test from "node:test";
import {
  clock,
  closeConnection,
  connections,
  openFeed,
  post,
  put,
  spyOnSockets,
  told,
  until,
  watch,
} from "../gateway/system.mjs";

const texts = (feed) => feed.log.map(([, text]) => text);

test("the texts of a server in text mode are delivered unchanged", async (t) => {
  const feed = await openFeed(t, { format: "text" });
  await put({ id: { S: "ada" }, name: { S: "Ada" }, zip: { N: "94105" } });
  await until(() => feed.log.some(([, text]) => text === "Ada|94105"));

  assert.ok(feed.log.every(([type]) => type === "text"));
  assert.equal(feed.ignored, 0);
});

test("a text that looks like a message is delivered as text", async (t) => {
  const feed = await openFeed(t, { format: "text" });
  const [id] = await connections();
  const all = ['{"type":"resync"}', '{"type":"refresh"}', '{"type":"pong"}', '{"type":"changes","changes":[]}'];
  for (const text of all) {
    await post(id, text);
  }
  await until(() => feed.log.length >= all.length);

  assert.deepEqual(
    texts(feed).filter((text) => text.startsWith("{")),
    all,
  );
  assert.ok(feed.log.every(([type]) => type === "text"));
});

test("the gateway's answers to the pings of an idle hour are not delivered", async (t) => {
  const sockets = spyOnSockets(t);
  const time = clock(t);
  const feed = await openFeed(t, { format: "text" });
  const [socket] = sockets;
  for (let ticks = 0; ticks < 6 * 60; ticks++) {
    await time.tick();
    await until(() => socket.pongs === socket.pings);
  }

  assert.ok(socket.pings >= 11, `${socket.pings} pings`);
  assert.deepEqual(
    texts(feed).filter((text) => text.includes("pong")),
    [],
  );
});

test("a feed that expects JSON ends, and says that the server sends texts", async (t) => {
  const feed = watch(t);
  await until(() => feed.state === "closed");

  assert.deepEqual(told(feed), ["error", "close"]);
  assert.equal(feed.log[0][1].reason, "text");
});

test("a connection that is closed may have missed texts", async (t) => {
  const feed = await openFeed(t, { format: "text" });
  const [id] = await connections();
  await closeConnection(id);
  await until(() => told(feed).includes("resync"));

  assert.deepEqual(
    feed.log.filter(([type]) => type !== "text"),
    [
      ["close", { reason: "closed", code: 1000, final: false }],
      ["open", null],
      ["resync", { reason: "closed" }],
    ],
  );
});
