import assert from "node:assert/strict";
import test from "node:test";
import { Tablecast } from "../tablecast.js";
import { HOUR, MINUTE, SECOND, World, change, items, logging, move, resyncs, settle, told } from "./world.mjs";

const inRoom = (room, more) => ({ filter: "room = :r", values: { ":r": room }, ...more });
const events = (sub) =>
  sub.log
    .filter(([type]) => type === "change")
    .map(([, { event, keys, enter, leave }]) => [event, keys.id, enter, leave]);
const errors = (sub) =>
  sub.log
    .filter(([type]) => type === "error")
    .map(([, { reason, position, message, final }]) => ({ reason, position, message, final }));

test("a subscription sees a table of its own: what enters and leaves its filter, and nothing else", async (t) => {
  const { world, lobby, bar } = await twoRooms(t);
  world.commit(
    move("a", undefined, "lobby"),
    move("a", "lobby", "lobby"),
    move("a", "lobby", "bar"),
    move("b", undefined, "roof"),
    move("a", "bar", undefined),
  );

  assert.deepEqual(events(lobby), [
    ["INSERT", "a", undefined, undefined],
    ["MODIFY", "a", undefined, undefined],
    ["REMOVE", "a", undefined, true],
  ]);
  assert.deepEqual(events(bar), [
    ["INSERT", "a", true, undefined],
    ["REMOVE", "a", undefined, undefined],
  ]);
});

test("a subscription uses the options as they were when it was created", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const values = { ":r": "lobby", ":n": { $N: "12345678901234567890" } };
  feed.subscribe({ filter: "room = :r", names: { "#n": "name" }, values, attributes: ["name"], position: null });
  values[":r"] = "bar";
  await settle();
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 2);
  await settle();

  for (const { action, socket, rev, ...request } of world.server.requests) {
    assert.deepEqual(request, {
      sub: "b",
      filter: "room = :r",
      names: { "#n": "name" },
      values: { ":r": "lobby", ":n": { $N: "12345678901234567890" } },
      attributes: ["name"],
      ...(socket === world.socket && { after: world.server.position(0, "v1_room_lobby_objectObject") }),
    });
  }
  assert.equal(world.server.requests.length, 2);
});

test("a page that only subscribes to parts doesn't get everything", async (t) => {
  const { world, feed, lobby } = await twoRooms(t);
  world.commit(move("a", undefined, "roof"), move("b", undefined, "lobby"));

  assert.deepEqual(
    world.server.requests.map(({ sub }) => sub),
    ["b", "c"],
  );
  assert.deepEqual(items(lobby), ["b"]);
  assert.equal(feed.state, "open");
  assert.equal(feed.position, undefined);
});

for (const [what, listen] of [
  ["a listener", (feed) => logging(feed)],
  ["a loop", (feed) => feed[Symbol.asyncIterator]()],
]) {
  test(`the feed's own subscription begins with ${what}, also when the connection is open`, async (t) => {
    const { world, feed } = await twoRooms(t);
    world.commit(move("a", undefined, "roof"));
    listen(feed);
    listen(feed);
    assert.equal(feed.state, "connecting");
    await settle();

    assert.equal(feed.state, "open");
    assert.deepEqual(
      world.server.requests.map(({ sub, after }) => [sub, after]),
      [
        ["b", undefined],
        ["c", undefined],
        ["a", undefined],
      ],
    );
    assert.equal(feed.position, world.server.position(1));
  });
}

test("one connection carries the feed and its subscriptions, and each has its own position and open", async (t) => {
  const world = new World(t);
  world.arrange = (socket) => socket.accept();
  const feed = world.feed();
  const lobby = logging(feed.subscribe(inRoom("lobby")));
  assert.equal(lobby.state, "connecting");
  await settle();
  world.commit(move("a", undefined, "lobby"), move("b", undefined, "bar"));

  assert.equal(world.sockets.length, 1);
  assert.deepEqual([told(feed), told(lobby)], [["open"], ["open"]]);
  assert.deepEqual([items(feed), items(lobby)], [["a", "b"], ["a"]]);
  assert.equal(feed.position, world.server.position(2));
  assert.equal(lobby.position, world.server.position(2, "v1_room_lobby"));
});

test("subscriptions that see the same share messages", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const both = [inRoom("lobby"), inRoom("lobby")].map((options) => logging(feed.subscribe(options)));
  await settle();
  let messages = 0;
  const { onmessage } = world.socket;
  world.socket.onmessage = (event) => (messages++, onmessage(event));
  world.commit(move("a", undefined, "lobby"));

  assert.deepEqual(both.map(items), [["a"], ["a"]]);
  assert.equal(messages, 1);
});

test("after a lost connection each resumes from its own position, and nothing is missed or repeated", async (t) => {
  const { world, lobby, bar } = await twoRooms(t);
  world.commit(move("a", undefined, "lobby"));
  world.commit(move("b", undefined, "bar"));
  world.commit(move("c", undefined, "roof"));
  world.socket.end();
  assert.deepEqual([lobby.state, bar.state], ["waiting", "waiting"]);
  world.server.append(move("a", "lobby", "bar"), move("b", "bar", undefined));
  await world.passUntil(() => lobby.state === "open" && bar.state === "open");
  world.commit(move("a", "bar", "lobby"));

  assert.deepEqual(world.afters.slice(2), [
    world.server.position(1, "v1_room_lobby"),
    world.server.position(2, "v1_room_bar"),
  ]);
  assert.deepEqual(
    events(lobby).map(([event]) => event),
    ["INSERT", "REMOVE", "INSERT"],
  );
  assert.deepEqual(
    events(bar).map(([event]) => event),
    ["INSERT", "INSERT", "REMOVE", "REMOVE"],
  );
  for (const sub of [lobby, bar]) {
    assert.deepEqual(told(sub), ["close", "open"]);
    assert.deepEqual(sub.log.find(([type]) => type === "close")[1], { reason: "lost", code: 1006, final: false });
  }
});

test("a hand-over moves every subscription, and closes the old connection when the last is live", async (t) => {
  const { world, lobby, bar, old, held } = await handingOver(t);
  world.commit(move("a", undefined, "lobby"), move("b", undefined, "bar"));
  held.shift()();
  world.commit(move("a", "lobby", "bar"));
  assert.equal(old.readyState, 1);
  held.shift()();
  world.commit(move("a", "bar", "lobby"));

  assert.deepEqual(world.openSockets, [world.socket]);
  assert.equal(old.readyState, 2);
  assert.deepEqual(
    events(lobby).map(([event]) => event),
    ["INSERT", "REMOVE", "INSERT"],
  );
  assert.deepEqual(
    events(bar).map(([event]) => event),
    ["INSERT", "INSERT", "REMOVE"],
  );
  assert.deepEqual([...told(lobby), ...told(bar)], []);
});

test("a subscription that is live on the next connection stays open when the old one ends", async (t) => {
  const { world, lobby, bar, old, held } = await handingOver(t);
  held.shift()();
  old.end(1001);
  world.commit(move("a", undefined, "lobby"));
  assert.deepEqual([lobby.state, bar.state], ["open", "connecting"]);
  assert.deepEqual(items(lobby), ["a"]);
  held.shift()();

  assert.deepEqual([told(lobby), told(bar)], [[], ["close", "open"]]);
  await world.pass(MINUTE);
  assert.equal(world.sockets.length, 2);
});

test("a wrong filter ends its subscription with the reason, the position and the message, and nothing else", async (t) => {
  const { world, feed, lobby, bar } = await twoRooms(t);
  const wrong = logging(feed.subscribe({ filter: "room = (:r", values: { ":r": "x" } }));
  const loop = wrong[Symbol.asyncIterator]().next();
  loop.catch(() => {});
  await settle();
  assert.deepEqual(errors(wrong), [{ reason: "filter", position: 7, message: "found (", final: true }]);
  assert.deepEqual(wrong.log.at(-1), ["close", { reason: "subscribe", final: true }]);
  assert.equal(wrong.state, "closed");
  await assert.rejects(loop, { reason: "filter", position: 7 });

  world.commit(move("a", undefined, "lobby"));
  world.socket.end();
  await world.passUntil(() => lobby.state === "open");
  world.commit(move("b", undefined, "bar"));
  assert.deepEqual([items(lobby), items(bar)], [["a"], ["b"]]);
  assert.deepEqual([...errors(lobby), ...errors(bar)], []);
  assert.deepEqual(
    world.server.requests.map(({ sub }) => sub),
    ["b", "c", "d", "b", "c"],
  );
  assert.deepEqual(world.server.unsubscribed, []);
});

for (const reason of ["filter", "names", "values", "attributes", "request"]) {
  test(`an error that stays (${reason}) ends no more than its subscription`, async (t) => {
    const { world, feed, lobby, bar } = await twoRooms(t);
    world.socket.receive({ type: "error", sub: "b", rev: 1, reason, message: "no" });

    assert.deepEqual([lobby.state, bar.state, feed.state], ["closed", "open", "open"]);
    assert.deepEqual(told(lobby), ["error", "close"]);
  });
}

test("a server in text mode ends the feed and all subscriptions", async (t) => {
  const { world, feed, lobby, bar } = await twoRooms(t);
  world.socket.receive({ type: "error", sub: "b", rev: 1, reason: "text", message: "plain texts" });

  assert.deepEqual(
    [feed, lobby, bar].map(({ state }) => state),
    ["closed", "closed", "closed"],
  );
  assert.deepEqual(told(bar), ["error", "close"]);
  assert.deepEqual(world.openSockets, []);
});

test("a subscription that is refused for now is asked for again, and keeps no other from its changes", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const { answer } = world.server;
  world.server.answer = (socket, messages) =>
    answer(
      socket,
      messages[0].sub === "b" ? [{ type: "error", sub: "b", reason: "rate", message: "later" }] : messages,
    );
  const [slow, bar] = ["lobby", "bar"].map((room) => logging(feed.subscribe(inRoom(room))));
  await world.pass(MINUTE);
  world.commit(move("a", undefined, "bar"));
  assert.deepEqual([slow.state, bar.state], ["connecting", "open"]);
  assert.ok(errors(slow).length > 2);
  assert.deepEqual(errors(slow)[0], { reason: "rate", position: undefined, message: "later", final: false });
  world.server.answer = answer;
  await world.passUntil(() => slow.state === "open");
  world.commit(move("b", undefined, "lobby"));

  assert.deepEqual([items(slow), items(bar)], [["b"], ["a"]]);
  assert.equal(world.sockets.length, 1);
});

test("an error of an earlier request doesn't count", async (t) => {
  const { world, lobby } = await twoRooms(t);
  world.socket.receive({ type: "error", sub: "b", rev: 7, reason: "request", message: "late" });
  world.socket.receive({ type: "error", sub: "z", rev: 1, reason: "request", message: "of one that has ended" });

  assert.deepEqual(told(lobby), []);
});

test("as many messages as the buffer takes are held, also for a filter, whose gaps have no numbers", async (t) => {
  for (const count of [3, 4]) {
    await t.test(`${count} messages`, async (t) => {
      const { world, lobby } = await twoRooms(t, { buffer: 3 });
      world.socket.end();
      world.server.append(move("before", undefined, "lobby"));
      world.holdAnswers();
      await world.passUntil(() => world.server.requests.length === 4);
      for (let i = 0; i < count; i++) {
        world.commit(move(i, undefined, "lobby"));
      }
      await world.answer();

      assert.deepEqual(items(lobby), ["before", ...Array(count).keys()]);
      assert.equal(world.server.requests.filter(({ sub }) => sub === "b").length, count - 1);
    });
  }
});

test("API Gateway's error, which names nobody, has every request that waits sent again", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const { answer } = world.server;
  world.server.answer = () => {};
  const subs = ["lobby", "bar"].map((room) => logging(feed.subscribe(inRoom(room))));
  await settle();
  world.server.answer = answer;
  world.socket.receive({ message: "Internal server error", connectionId: "R0oX=" });
  await world.passUntil(() => subs.every(({ state }) => state === "open"), 10 * SECOND);

  assert.deepEqual(world.server.requests.map(({ sub }) => sub).sort(), ["b", "b", "c", "c"]);
});

test("a subscription that is closed ends on the server, and gets no further events", async (t) => {
  const { world, feed, lobby, bar } = await twoRooms(t);
  const ended = (async () => {
    for await (const _ of lobby);
  })();
  lobby.close();
  lobby.close();
  await ended;
  world.socket.receive({ ...world.server.changes(1, 0), subs: ["b"], to: 9, changes: [{ seq: 9, ...change("late") }] });
  world.commit(move("a", undefined, "lobby"), move("b", undefined, "bar"));

  assert.deepEqual(world.server.unsubscribed, ["b"]);
  assert.deepEqual(lobby.log, [["close", { reason: "ended", final: true }]]);
  assert.equal(lobby.state, "closed");
  assert.deepEqual(items(bar), ["b"]);
  assert.equal(feed.ignored, 0);
  world.socket.end();
  await world.passUntil(() => bar.state === "open");
  assert.deepEqual(
    world.server.requests.map(({ sub }) => sub),
    ["b", "c", "c"],
  );
});

test("a subscription that is closed before the connection is open is never asked for", async (t) => {
  const world = new World(t);
  const feed = world.feed();
  feed.subscribe(inRoom("lobby")).close();
  await settle();
  world.socket.accept();
  await settle();

  assert.deepEqual(
    world.server.requests.map(({ sub }) => sub),
    ["a"],
  );
  assert.deepEqual(world.server.unsubscribed, []);
});

test("a feed that is closed when it opens asks for nothing, now or later", async (t) => {
  const world = new World(t);
  world.arrange = (socket) => socket.accept();
  const feed = new Tablecast("wss://abc.execute-api.us-east-1.amazonaws.com/live");
  feed.addEventListener("open", () => feed.close());
  const lobby = logging(feed.subscribe(inRoom("lobby")));
  await world.pass(HOUR);

  assert.deepEqual(lobby.log, [["close", { reason: "ended", final: true }]]);
  assert.deepEqual(world.server.requests, []);
});

test("a name isn't used again: late messages are for the one that had it", async (t) => {
  const { world, feed, lobby } = await twoRooms(t);
  lobby.close();
  feed.subscribe(inRoom("lobby"));
  await settle();

  assert.deepEqual(
    world.server.requests.map(({ sub }) => sub),
    ["b", "c", "d"],
  );
});

test("the position of a filter that matches nothing moves with the empty messages", async (t) => {
  const { world, lobby } = await twoRooms(t);
  Object.assign(world.server, { fresh: 10, frame: 5, replayChanges: 15 });
  for (let i = 0; i < 95; i++) {
    world.commit(move(i, undefined, "roof"));
  }
  assert.equal(lobby.position, world.server.position(90, "v1_room_lobby"));
  world.socket.end();
  await world.passUntil(() => lobby.state === "open");

  assert.deepEqual(resyncs(lobby), []);
  assert.deepEqual(items(lobby), []);
  assert.equal(lobby.position, world.server.position(95, "v1_room_lobby"));
});

test("a view that has changed resets its subscription alone", async (t) => {
  const { world, feed } = await twoRooms(t);
  const stored = logging(feed.subscribe(inRoom("roof", { position: world.server.position(0, "v1_room_bar") })));
  const fresh = logging(feed.subscribe(inRoom("roof")));
  await settle();

  assert.deepEqual(
    stored.log.map(([type, detail]) => detail?.reason ?? type),
    ["view", "open"],
  );
  assert.deepEqual(told(fresh), ["open"]);
});

test("a reset of the log reaches every subscription", async (t) => {
  const { world, lobby, bar } = await twoRooms(t);
  world.server.reset();
  world.server.renew();
  world.server.broadcast();

  assert.deepEqual([lobby, bar].map(resyncs), [
    ["record", "epoch"],
    ["record", "epoch"],
  ]);
});

test("the end of the feed is the end of its subscriptions, and a loop gets its error", async (t) => {
  const world = new World(t);
  let final = false;
  const token = () => {
    if (final) {
      throw Object.assign(new Error("signed out"), { final });
    }
  };
  const feed = await world.openConnection({ token });
  const lobby = logging(feed.subscribe(inRoom("lobby")));
  await settle();
  const loop = lobby[Symbol.asyncIterator]().next();
  loop.catch(() => {});
  final = true;
  world.socket.end();
  await world.passUntil(() => feed.state === "closed");

  assert.deepEqual(told(lobby), ["open", "close", "error", "close"]);
  assert.deepEqual(lobby.log.at(-1)[1], { reason: "token", final: true });
  await assert.rejects(loop, { message: "signed out" });
  const late = feed.subscribe();
  assert.equal(late.state, "closed");
  await assert.rejects(late[Symbol.asyncIterator]().next(), { message: "signed out" });
});

test("a message of another type is for who takes it, and is counted if nobody does", async (t) => {
  const { world, feed, lobby, bar } = await twoRooms(t);
  const message = { type: "news", sub: "b", rev: 1, items: [{ id: 1 }] };
  world.socket.receive(message);
  assert.equal(feed.ignored, 1);
  const got = [];
  lobby.addEventListener("message", (event) => {
    event.preventDefault();
    got.push(event.detail);
  });
  bar.addEventListener("message", () => assert.fail("it is another's"));
  world.socket.receive(message);
  world.socket.receive({ ...message, rev: 7 });

  assert.deepEqual(got, [message]);
  assert.equal(feed.ignored, 2, "an answer to another request isn't taken");
});

test("a snapshot is asked for with each request", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  feed.subscribe(inRoom("lobby", { snapshot: true }));
  await settle();
  world.socket.end();
  await world.passUntil(() => world.sockets.length === 2);
  await settle();

  assert.deepEqual(
    world.server.requests.map(({ snapshot, after }) => [snapshot, !!after]),
    [
      [true, false],
      [true, true],
    ],
  );
});

test("invalid requests are refused at once, with the limit", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const refused = (options, message) => assert.throws(() => feed.subscribe(options), { name: "TypeError", message });
  refused({ values: { ":v": "x".repeat(400_000) } }, /^request: found 400\d\d\d bytes, must be at most 32000$/);
  refused({ values: { ":v": 1n } }, /BigInt/);
  const subs = Array.from({ length: 5 }, () => feed.subscribe(inRoom("lobby")));
  refused({}, "subscriptions: found 6, must be at most 5");
  assert.throws(() => feed.addEventListener("change", () => {}), {
    message: "subscriptions: found 6, must be at most 5",
  });
  subs[2].close();
  feed.subscribe(inRoom("bar"));
  await settle();
  assert.equal(world.server.requests.length, 6);

  const texts = await world.openConnection({ format: "text" });
  assert.throws(() => texts.subscribe(), { message: 'format: found "text", must be "json" to subscribe' });
});

test("a day of hand-overs with five subscriptions misses nothing and repeats nothing", async (t) => {
  const world = new World(t);
  const feed = await world.openConnection();
  const rooms = ["a", "b", "c", "d", "e"];
  const subs = rooms.map((room) => logging(feed.subscribe(inRoom(room))));
  await settle();
  for (let i = 0; i < 24 * 12; i++) {
    await world.pass(5 * MINUTE);
    world.commit(move(i, undefined, rooms[i % 5]));
  }

  subs.forEach((sub, i) => {
    assert.deepEqual(told(sub), ["open"]);
    assert.deepEqual(
      items(sub),
      Array.from({ length: 24 * 12 }, (_, n) => n).filter((n) => n % 5 === i),
    );
  });
  assert.ok(world.sockets.every((socket) => socket === world.socket || socket.readyState === 2));
  assert.ok(world.sockets.length > 12 && world.now > 24 * HOUR);
});

/** Returns a feed with two live subscriptions and empty logs. */
async function twoRooms(t, options) {
  const world = new World(t);
  const feed = await world.openConnection(options);
  const [lobby, bar] = ["lobby", "bar"].map((room) => logging(feed.subscribe(inRoom(room))));
  await settle();
  lobby.log.length = bar.log.length = 0;
  return { world, feed, lobby, bar };
}

/** Returns the same with a next connection that has subscribed, and functions that send its answers. */
async function handingOver(t) {
  const rooms = await twoRooms(t);
  const { world } = rooms;
  const old = world.socket;
  const { answer } = world.server;
  const held = [];
  world.server.answer = (socket, messages) => held.push(() => answer(socket, messages));
  await world.passUntil(() => held.length === 2);
  return { ...rooms, old, held };
}
