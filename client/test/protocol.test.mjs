import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { SECOND, World, change, items, told } from "./world.mjs";

const page = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```(json)?\n(.*?)^```$/gms)];

test("every message of the documentation is JSON", () => {
  const messages = blocks.filter(([, json]) => json).flatMap(([, , text]) => text.trim().split(/\n(?=\{)/));

  assert.equal(messages.length, 12);
  messages.forEach((message) => JSON.parse(message.replace("[…]", "[]")));
});

test("the client behaves as in the documentation's example", async (t) => {
  const lines = blocks
    .find(([, json]) => !json)[2]
    .trim()
    .split("\n")
    .map((line) => [line[0], /\{.*\}/.exec(line)[0]]);
  const world = new World(t);
  const requests = [];
  world.server.receive = (socket, request) => requests.push(request);
  const expected = lines.filter(([arrow]) => arrow === "→").map(([, text]) => JSON.parse(text));
  const feed = world.feed({ position: expected[0].after });
  await world.passUntil(() => world.sockets.length === 1);
  world.socket.accept();
  let asked = 0;
  for (const [arrow, text] of lines) {
    if (arrow === "→") {
      await world.passUntil(() => requests.length === asked + 1, SECOND);
      const { rev, ...request } = requests[asked];
      assert.ok(asked === 0 || rev > requests[asked - 1].rev);
      const { rev: _, ...written } = expected[asked++];
      assert.deepEqual(request, written);
    } else {
      world.socket.receive(filled(text, requests.at(-1).rev));
    }
  }

  assert.deepEqual(
    items(feed),
    Array.from({ length: 5722 - 4711 }, (_, i) => 4712 + i),
  );
  assert.deepEqual(told(feed), ["open"]);
});

/** Adds the changes of a message's range to it, and the client's own `rev`. */
function filled(text, rev) {
  const message = JSON.parse(text.replace("[…]", "[]"));
  if (message.type !== "changes") {
    return { ...message, rev };
  }
  const count = message.to - message.from + 1;
  const changes = Array.from({ length: count }, (_, i) => ({ seq: message.from + i, ...change(message.from + i) }));
  return { ...message, changes };
}
