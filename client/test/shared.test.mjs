import assert from "node:assert/strict";
import test from "node:test";
import "../shared.js";
import { Tablecast } from "../tablecast.js";
import { installTabs } from "./tabs.mjs";
import { HOUR, MINUTE, SECOND, World, items, logging, move, resyncs, settle, told } from "./world.mjs";

const LOBBY = { filter: "room = :r", values: { ":r": "lobby" } };
const room = (name) => ({ filter: "room = :r", values: { ":r": name } });

/** Returns a world with feeds that can share and a server that accepts connections. */
function shared(t, options) {
  const world = new World(t, options);
  world.tabs = installTabs(t);
  world.arrange = (socket) => socket.accept();
  return world;
}

async function openFeeds(world, count, options = { shared: true }) {
  const feeds = [];
  for (let i = 0; i < count; i++) {
    feeds.push(world.feed(typeof options === "function" ? options(i) : options));
    await turns();
  }
  assert.deepEqual(
    feeds.map(({ state }) => state),
    feeds.map(() => "open"),
  );
  feeds.forEach((feed) => (feed.log.length = 0));
  return feeds;
}

/** Returns the number of subscriptions at the server. */
const subscribed = ({ server: { requests, unsubscribed } }) =>
  new Set(requests.map(({ sub }) => sub).filter((sub) => !unsubscribed.includes(sub))).size;

async function turns() {
  for (let i = 0; i < 5; i++) {
    await settle();
  }
}

test("all tabs have one connection and one subscription, and get each change", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 3);
  world.commit("x", "y");
  await turns();

  assert.equal(world.sockets.length, 1);
  assert.equal(subscribed(world), 1);
  feeds.forEach((feed) => assert.deepEqual(items(feed), ["x", "y"]));
});

test("tabs that come together take one connection, also where it is slow", async (t) => {
  const world = shared(t);
  world.arrange = () => {};
  const feeds = Array.from({ length: 10 }, () => world.feed({ shared: true }));
  await turns();
  world.socket.accept();
  await turns();

  assert.deepEqual(
    feeds.map(({ state }) => state),
    feeds.map(() => "open"),
  );
  assert.deepEqual([world.sockets.length, subscribed(world)], [1, 1]);
});

test("a message comes once, for all that have the subscription", async (t) => {
  const world = shared(t);
  await openFeeds(world, 3);
  let received = 0;
  const { onmessage } = world.socket;
  world.socket.onmessage = (event) => (received++, onmessage(event));
  world.commit("x");
  await turns();

  assert.equal(received, 1);
});

test("equal subscriptions are shared, and each gets messages with its own name", async (t) => {
  const world = shared(t);
  const [one, other] = await openFeeds(world, 2);
  other.subscribe(room("bar"));
  const lobbies = [one, other].map((feed) => logging(feed.subscribe(LOBBY)));
  await turns();
  world.commit(move("x", undefined, "lobby"));
  await turns();

  lobbies.forEach((lobby) => assert.deepEqual([lobby.state, items(lobby)], ["open", ["x"]]));
  assert.equal(subscribed(world), 3);
  lobbies[0].close();
  await turns();
  assert.equal(subscribed(world), 3);
  world.commit(move("y", undefined, "lobby"));
  await turns();
  assert.deepEqual([items(lobbies[0]), items(lobbies[1])], [["x"], ["x", "y"]]);
  lobbies[1].close();
  await turns();
  assert.equal(subscribed(world), 2);
});

test("a tab that comes later gets the changes that it missed, and the others don't get them again", async (t) => {
  const world = shared(t);
  const [first] = await openFeeds(world, 1);
  const position = world.server.position();
  world.commit("x", "y");
  await turns();
  const second = world.feed({ shared: true, position });
  await turns();
  world.commit("z");
  await turns();

  assert.deepEqual(
    [items(first), items(second)],
    [
      ["x", "y", "z"],
      ["x", "y", "z"],
    ],
  );
  assert.deepEqual([told(first), told(second)], [[], ["open"]]);
  assert.equal(world.sockets.length, 1);
});

test("a position that is too old resets the tab that has it, and no other", async (t) => {
  const world = shared(t);
  const [first] = await openFeeds(world, 1);
  world.commit("x", "y", "z");
  world.server.expired = 2;
  const second = world.feed({ shared: true, position: world.server.position(1) });
  await turns();

  assert.deepEqual([resyncs(first), resyncs(second)], [[], ["expired"]]);
});

test("a reset at any time reaches all tabs", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2);
  world.commit("x");
  world.server.reset();
  await turns();

  feeds.forEach((feed) => assert.deepEqual(resyncs(feed), ["record"]));
});

test("without the leading tab the next one leads, and nothing is lost", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 3);
  world.commit("a");
  await turns();
  feeds[0].close();
  world.commit("b");
  await turns();
  await world.pass(2 * SECOND);
  world.commit("c");
  await turns();

  assert.equal(world.openSockets.length, 1);
  assert.equal(world.sockets.length, 2);
  for (const feed of feeds.slice(1)) {
    assert.deepEqual(items(feed), ["a", "b", "c"]);
    assert.deepEqual(told(feed), ["close", "open"]);
  }
});

test("each leader connects with its own token, and others' tokens aren't asked for", async (t) => {
  const world = shared(t);
  const asked = [];
  const [first] = await openFeeds(world, 3, (i) => ({ shared: "ada", token: () => (asked.push(i), `token${i}`) }));
  assert.deepEqual(asked, [0]);
  first.close();
  await turns();
  await world.pass(2 * SECOND);

  assert.deepEqual(asked, [0, 1]);
  assert.deepEqual(
    world.sockets.map(({ protocols }) => protocols[1]),
    ["bearer.token0", "bearer.token1"],
  );
});

test("tabs of other users, URLs or formats don't share", async (t) => {
  const world = shared(t);
  await openFeeds(world, 2, (i) => ({ shared: i ? "ada" : "grace", token: () => "t" }));
  world.feed({ shared: "ada" }, "wss://other.example.com/live");
  world.feed({ shared: "ada", format: "text" });
  world.feed({});
  await turns();

  assert.equal(world.sockets.length, 5);
});

test("signing out ends the feeds of all tabs of the user", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 3, (i) => ({ shared: i < 2 ? "ada" : "grace" }));
  feeds[1].close({ everywhere: true });
  await turns();

  assert.deepEqual(
    feeds.map(({ state }) => state),
    ["closed", "closed", "open"],
  );
  assert.deepEqual(feeds[0].log, [["close", { reason: "ended", final: true }]]);
  assert.equal(world.openSockets.length, 1);
});

test("a leader whose token ends for good ends alone, and the next one tries with its own", async (t) => {
  const world = shared(t);
  let isOver = false;
  const over = Object.assign(new Error("signed out"), { final: true });
  const [first, second] = await openFeeds(world, 2, (i) => ({
    shared: "ada",
    token: () => {
      if (isOver && i === 0) {
        throw over;
      }
      return `token${i}`;
    },
  }));
  isOver = true;
  world.socket.end(1001);
  await turns();
  await world.pass(10 * SECOND);

  assert.deepEqual([first.state, second.state], ["closed", "open"]);
  assert.deepEqual(first.log.slice(-2), [
    ["error", over],
    ["close", { reason: "token", final: true }],
  ]);
});

test("a page that is frozen hands the lead on, and comes back", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2);
  await world.wake("freeze");
  await turns();
  assert.equal(world.openSockets.length, 0);
  assert.deepEqual(world.tabs.locks.held, []);
  assert.equal(world.tabs.channels.size, 0);
  world.commit("x");
  await world.pass(2 * SECOND);
  await turns();

  feeds.forEach((feed) => assert.deepEqual([feed.state, items(feed)], ["open", ["x"]]));
  assert.equal(world.openSockets.length, 1);
});

test("a leader that doesn't answer loses the lead", async (t) => {
  const world = shared(t);
  const [feed] = await openFeeds(world, 1);
  const { name } = [...world.tabs.channels].find(({ name }) => world.tabs.locks.held.includes(name));
  let isLost = false;
  world.tabs.locks.request(name, { steal: true }, () => new Promise(() => {})).catch(() => (isLost = true));
  await turns();
  world.socket.end();
  world.commit("x");
  await world.pass(30 * SECOND);

  assert.deepEqual([isLost, feed.state, items(feed)], [true, "open", ["x"]]);
});

test("more than five different subscriptions take another connection", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2);
  const rooms = ["a", "b", "c", "d", "e", "f"].map((name, i) => logging(feeds[i % 2].subscribe(room(name))));
  await turns();
  assert.equal(world.openSockets.length, 2);
  world.commit(...["a", "b", "c", "d", "e", "f"].map((name) => move(`in-${name}`, undefined, name)));
  await turns();
  assert.deepEqual(
    rooms.map(items),
    ["a", "b", "c", "d", "e", "f"].map((name) => [`in-${name}`]),
  );
  rooms.slice(3).forEach((each) => each.close());
  await turns();
  assert.equal(world.openSockets.length, 1);
});

test("where the further connection is refused, the subscription tries again and the others go on", async (t) => {
  const world = shared(t);
  const [feed, other] = await openFeeds(world, 2);
  ["a", "b", "c", "d"].forEach((name) => feed.subscribe(room(name)));
  await turns();
  world.arrange = (socket) => socket.end();
  const extra = logging(other.subscribe(room("e")));
  await turns();
  assert.deepEqual(
    extra.log.map(([type, { reason }]) => [type, reason]),
    [["error", "gateway"]],
  );
  world.arrange = (socket) => socket.accept();
  await world.pass(10 * SECOND);

  assert.equal(extra.state, "open");
  assert.deepEqual([told(feed), told(other)], [[], []]);
});

test("all tabs hand over together, without a gap", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 3);
  await world.passUntil(() => world.sockets.length === 2);
  await world.pass(15 * SECOND);
  world.commit("x");
  await turns();

  assert.deepEqual(
    world.sockets.map(({ readyState }) => readyState),
    [2, 1],
  );
  feeds.forEach((feed) =>
    assert.deepEqual(
      feed.log.map(([type]) => type),
      ["change"],
    ),
  );
  assert.ok(world.now - Date.UTC(2026, 10, 22) > HOUR);
});

test("ten tabs ping as often as one", async (t) => {
  const world = shared(t);
  await openFeeds(world, 10);
  await world.pass(31 * MINUTE);

  assert.equal(world.socket.sent.length, 6);
});

test("a connection that died while the machine slept is replaced", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2);
  world.socket.answersPings = false;
  world.jump(10 * MINUTE);
  await world.wake("visibilitychange");
  world.commit("x");
  await world.pass(30 * SECOND);

  assert.equal(world.openSockets.length, 1);
  feeds.forEach((feed) => assert.deepEqual([feed.state, items(feed)], ["open", ["x"]]));
});

test("a connection that died just now is replaced when the network is back", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2);
  world.commit("x");
  world.socket.answersPings = false;
  await world.network(true);
  world.server.append({ event: "INSERT", at: "2026-11-22T19:49:00Z", keys: { id: "y" } });
  await world.pass(40 * SECOND);

  assert.equal(world.sockets.length, 2);
  feeds.forEach((feed) => assert.deepEqual([feed.state, items(feed)], ["open", ["x", "y"]]));
});

test("a snapshot that is refused ends the subscription of the tab that asked for it alone", async (t) => {
  const world = shared(t);
  const { server } = world;
  server.snapshot = () => [{ items: [{ keys: { id: "1" } }], last: true }];
  const [one, other] = await openFeeds(world, 2);
  const first = logging(one.subscribe({ ...LOBBY, snapshot: true }));
  await turns();
  const { answer } = server;
  server.answer = (socket, messages) => {
    const [{ sub, rev }] = messages;
    const isSnapshot = messages.some(({ type }) => type === "items");
    answer(socket, isSnapshot ? [{ type: "error", sub, rev, reason: "snapshot", message: "too many" }] : messages);
  };
  const second = logging(other.subscribe({ ...LOBBY, snapshot: true }));
  await turns();
  await world.pass(2 * SECOND);
  world.commit(move("x", undefined, "lobby"));
  await turns();

  assert.deepEqual([first.state, second.state], ["open", "closed"]);
  assert.deepEqual(
    first.log.map(([type]) => type),
    ["open", "change"],
  );
  assert.deepEqual(
    second.log.map(([type]) => type),
    ["error", "close"],
  );
});

test("texts reach all tabs", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2, { shared: true, format: "text" });
  world.socket.receive("Ada");
  await turns();

  feeds.forEach((feed) => assert.deepEqual(feed.log, [["text", "Ada"]]));
  assert.equal(world.sockets.length, 1);
});

test("feeds of texts hand over, with a resync because texts may be missing", async (t) => {
  const world = shared(t);
  const feeds = await openFeeds(world, 2, { shared: true, format: "text" });
  await world.passUntil(() => world.sockets.length === 2);
  world.sockets.forEach((socket) => socket.readyState === 1 && socket.receive("Ada"));
  await world.pass(15 * SECOND);

  assert.equal(world.openSockets.length, 1);
  feeds.forEach((feed) => {
    assert.deepEqual([resyncs(feed), feed.state], [["handover"], "open"]);
    assert.ok(feed.log.some(([type]) => type === "text"));
  });
});

test("in a browser without the required APIs, each tab has its own connection", async (t) => {
  const world = shared(t);
  delete navigator.locks;
  const feeds = await openFeeds(world, 2);
  world.commit("x");
  await turns();

  assert.equal(world.sockets.length, 2);
  feeds.forEach((feed) => assert.deepEqual(items(feed), ["x"]));
});

test("a feed with tokens shares by a key that names the user", () => {
  const made = (options) => () => (world.feed(options), undefined);
  const world = { feed: (options) => new Tablecast("wss://abc.example.com/live", options) };
  const allowed = 'must be a string that names the user, or true without "token"';
  assert.throws(made({ shared: true, token: () => "t" }), new TypeError(`shared: found true with a token, ${allowed}`));
  assert.throws(made({ shared: 5 }), new TypeError(`shared: found 5, ${allowed}`));
  assert.throws(made({ shared: "" }), new TypeError(`shared: found "", ${allowed}`));
});
