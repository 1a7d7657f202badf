import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import test from "node:test";
import { query } from "../../query.js";
import { connect, itemsOf, put, putAll, remove, until, wire } from "../gateway/system.mjs";
import { ABSENT, isSubsequence } from "../live/model.mjs";
import { seeded } from "../random.mjs";

const { WRITERS = 10, ITEMS = 300, CLIENTS = 15, WRITES = 1_200 } = numbers(process.env);
const { PACE = 100, PATIENCE = 40, SEED = 1 } = numbers(process.env);
const random = seeded(SEED);
const any = (list) => list[Math.floor(random() * list.length)];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const QUERY = {
  filter: "room = :r AND shown = :t",
  values: { ":r": "lobby", ":t": true },
  sort: { version: "desc" },
};

/** All states of each item that the query should have shown, in order. Each item has one writer. */
const history = new Map();

/**
 * Writers put, hide and delete items while clients begin lists, lose their connections, and begin
 * others. The stream lags behind the table by seconds, so that snapshots are newer than the log.
 */
test("at rest every list is the query, and no item went back to an older state", async (t) => {
  await putAll(Array.from({ length: ITEMS }, (_, id) => record(id, 0, true)));
  const clients = [];
  let written = 0;
  const write = async (first) => {
    while (written < WRITES) {
      const id = first + WRITERS * Math.floor(random() * (ITEMS / WRITERS));
      const kind = random();
      const isShown = kind < 0.7;
      const version = history.get(id).length;
      written++;
      await (kind > 0.85 ? remove({ room: { S: "lobby" }, id: { N: `${id}` } }) : put(record(id, version, isShown)));
      history.get(id).push(isShown ? String(version) : ABSENT);
      await sleep(PACE * 2 * random());
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, first) => write(first)));
  while (written < WRITES) {
    // All clients have started by two thirds of the writes.
    while (clients.length < CLIENTS && clients.length <= (CLIENTS * written * 1.5) / WRITES) {
      clients.push(await Client.started(t));
    }
    any(clients).cut();
    any(clients).renew();
    await Promise.race([sleep(5 * PACE * random()), writing]);
  }
  await writing;

  const table = await itemsOf({
    KeyConditionExpression: "room = :r",
    FilterExpression: "shown = :t",
    ExpressionAttributeValues: { ":r": { S: "lobby" }, ":t": { BOOL: true } },
  });
  const expected = table
    .map(({ id, version }) => [Number(id.N), Number(version.N)])
    .sort(([id, version], [otherId, other]) => other - version || id - otherId);
  const asRecorded = [...history].map(([id, states]) => [id, states.at(-1)]).filter(([, state]) => state !== ABSENT);
  assert.deepEqual(new Map(expected), new Map(asRecorded.map(([id, state]) => [id, Number(state)])));
  for (const { list } of clients) {
    const shown = () => list.items.map(({ id, version }) => [id, version]);
    const isAtRest = () => list.state === "live" && JSON.stringify(shown()) === JSON.stringify(expected);
    await until(isAtRest, PATIENCE * 1_000).catch(() => assert.deepEqual([list.state, shown()], ["live", expected]));
    assert.deepEqual(Object.keys(list.items[0]).sort(), ["id", "note", "room", "shown", "tags", "version"]);
  }
  clients.forEach((client) => client.check());
  const total = (of) => clients.reduce((sum, client) => sum + client[of], 0);
  const [snapshots, cuts, states] = ["snapshots", "cuts", "states"].map(total);
  if (process.env.FIGURES) {
    const seconds = Math.round(performance.now() / 1_000);
    const figures = { clients: clients.length, written, items: expected.length, snapshots, cuts, states, seconds };
    writeFileSync(process.env.FIGURES, `${JSON.stringify(figures)}\n`);
  }
  assert.ok(clients.length === CLIENTS && cuts > 0 && snapshots > CLIENTS, `${snapshots} snapshots, ${cuts} cuts`);
});

/** Returns an item in DynamoDB JSON and records it in the history, which starts with version 0. */
function record(id, version, isShown) {
  history.set(id, history.get(id) ?? [String(version)]);
  return {
    room: { S: "lobby" },
    id: { N: `${id}` },
    version: { N: `${version}` },
    shown: { BOOL: isShown },
    tags: { SS: [`b${version}`, `a${version}`, "c"] },
    note: { S: "x".repeat(100) },
  };
}

/** A page with one list at a time, over a wire of its own. */
class Client {
  snapshots = 0;
  cuts = 0;
  states = 0; // states that it saw
  #seen;
  #items;

  static async started(t) {
    const client = new Client();
    client.line = await wire(t);
    client.feed = connect(t, { maxDelay: 2_000 }, client.line.url);
    client.begin();
    return client;
  }

  begin() {
    this.#seen = new Map();
    this.#items = new Map();
    const { list } = Object.assign(this, { list: query(this.feed, QUERY) });
    list.addEventListener("change", () => this.#look());
    list.addEventListener("ready", () => this.snapshots++);
  }

  cut() {
    this.cuts += this.feed.state === "open";
    this.line.cut();
  }

  /** Replaces the list, which takes another snapshot. */
  renew() {
    this.check();
    this.list.close();
    this.begin();
  }

  #look() {
    const items = new Map(this.list.items.map((item) => [item.id, item]));
    for (const id of this.#items.keys()) {
      if (!items.has(id)) {
        this.#see(id, ABSENT);
      }
    }
    for (const [id, item] of items) {
      if (this.#items.get(id) !== item) {
        this.#see(id, String(item.version));
      }
    }
    this.#items = items;
  }

  #see(id, state) {
    const seen = this.#seen.get(id) ?? [];
    if (seen.at(-1) !== state) {
      this.#seen.set(id, [...seen, state]);
      this.states++;
    }
  }

  check() {
    for (const [id, seen] of this.#seen) {
      const states = history.get(id);
      assert.ok(isSubsequence(seen, states, false), `${id}: saw ${seen} of ${states}`);
    }
  }
}

function numbers(env) {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, Number(value)]));
}
