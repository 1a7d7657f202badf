import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { connect as open, createServer } from "node:net";
import { Tablecast } from "../../tablecast.js";

const { env } = process;
const TYPES = ["open", "close", "refused", "change", "text", "resync", "error"];
/** The longest time that a busy machine may take. */
const PATIENCE = 40_000;

export const url = env.TABLECAST_WEBSOCKET;

/** Waits until a function returns a truthy value, and returns that. */
export async function until(what, patience = PATIENCE) {
  const latest = performance.now() + patience;
  for (;;) {
    const found = await what();
    if (found) {
      return found;
    }
    assert.ok(performance.now() < latest, `after ${patience / 1_000} s there is still no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const feeds = new Set(); // of the current test

/** Returns a feed with the `log` of its events as `[type, detail]`. The feed is closed after the test. */
export function watch(t, options, at = url) {
  return logging(connect(t, options, at));
}

function logging(told) {
  told.log = [];
  TYPES.forEach((type) => told.addEventListener(type, ({ detail }) => told.log.push([type, detail])));
  return told;
}

/** Returns a live subscription with a log of its further events. */
export async function subscribe(feed, options) {
  const subscription = logging(feed.subscribe(options));
  await until(() => subscription.state === "open");
  subscription.log = subscription.log.filter(([type]) => type !== "open");
  return subscription;
}

/** Returns a feed without listeners. It is closed after the test. */
export function connect(t, options, at = url) {
  const feed = new Tablecast(at, options);
  feeds.add(feed);
  t.after(async () => {
    feeds.forEach((each) => each.close());
    feeds.clear();
    await until(async () => (await connections()).length === 0);
  });
  return feed;
}

/** Returns a feed that broadcasts reach, with an empty log. */
export async function openFeed(t, options, at) {
  const feed = watch(t, options, at);
  await until(() => feed.state === "open");
  await reach(feed);
  feed.log.length = 0;
  return feed;
}

/** Waits until a broadcast reaches a feed, which is a moment after its client sees the connection open. */
export async function reach(feed) {
  const before = feed.log.length;
  await until(async () => {
    await put({ id: { S: "reach" }, time: { S: randomUUID() } });
    return feed.log.slice(before).some(([type]) => type === "change" || type === "text");
  });
}

/** Returns the changes of an item that a feed delivered. */
export const changesOf = (feed, id) =>
  feed.log.flatMap(([type, detail]) => (type === "change" && detail.keys.id === id ? [detail] : []));

export const told = (feed) => feed.log.map(([type]) => type).filter((type) => type !== "change");

/** Returns the sockets that feeds open from now on, with the text sent and received. */
export function spyOnSockets(t) {
  const sockets = [];
  const { WebSocket } = globalThis;
  globalThis.WebSocket = class extends WebSocket {
    texts = [];
    pings = 0;

    constructor(...args) {
      super(...args);
      sockets.push(this);
      this.addEventListener("message", ({ data }) => this.texts.push(data));
    }

    get pongs() {
      return this.texts.filter((text) => text === '{"type":"pong"}').length;
    }

    send(text) {
      this.pings += text === '{"action":"ping"}';
      super.send(text);
    }
  };
  t.after(() => (globalThis.WebSocket = WebSocket));
  return sockets;
}

/** Advances the clock of feeds in steps of 10 seconds, while sockets use the real one. */
export function clock(t) {
  let now = Date.now();
  t.mock.timers.enable({ apis: ["setInterval"] });
  t.mock.method(Date, "now", () => now);
  return {
    async tick() {
      now += 10_000;
      t.mock.timers.tick(10_000);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** Returns a wire to the gateway that can be cut or go dead without notice to either side. */
export async function wire(t) {
  const { hostname, port, pathname } = new URL(url);
  const pairs = [];
  const server = createServer((near) => {
    const far = open(port, hostname);
    [near, far].forEach((socket) => socket.on("error", () => {}));
    near.pipe(far);
    far.pipe(near);
    pairs.push([near, far]);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const end = () =>
    pairs
      .splice(0)
      .flat()
      .forEach((socket) => socket.destroy());
  t.after(() => {
    end();
    server.close();
  });
  return {
    url: `ws://localhost:${server.address().port}${pathname}`,
    cut: end,
    goDead: () => pairs.flat().forEach((socket) => socket.unpipe().pause()),
  };
}

/** Returns the ids of open connections that broadcasts are sent to. */
export async function connections() {
  const request = { TableName: env.TABLECAST_CONNECTIONS_TABLE, ConsistentRead: true };
  const { Items } = await dynamoDb("Scan", request);
  const ids = Items.map((row) => row.ConnectionId.S);
  const statuses = await Promise.all(ids.map((id) => management("GET", id)));
  return ids.filter((_, i) => statuses[i] === 200);
}

export async function closeConnection(id) {
  assert.equal(await management("DELETE", id), 204);
}

/** Posts text to a connection that the system itself would not send. */
export async function post(id, text) {
  assert.equal(await management("POST", id, text), 200);
}

async function management(method, id, body) {
  const resource = `${env.TABLECAST_MANAGEMENT}/@connections/${encodeURIComponent(id)}`;
  const response = await fetch(resource, { method, body });
  await response.arrayBuffer();
  return response.status;
}

export const remove = (Key) => dynamoDb("DeleteItem", { TableName: env.TABLECAST_SOURCE_TABLE, Key });

export const put = (Item) => dynamoDb("PutItem", { TableName: env.TABLECAST_SOURCE_TABLE, Item });

/** Puts many items with different keys. */
export async function putAll(items) {
  for (let i = 0; i < items.length; i += 25) {
    const puts = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await dynamoDb("BatchWriteItem", { RequestItems: { [env.TABLECAST_SOURCE_TABLE]: puts } });
  }
}

export async function get(Key) {
  const request = { TableName: env.TABLECAST_SOURCE_TABLE, Key, ConsistentRead: true };
  return (await dynamoDb("GetItem", request)).Item;
}

/** Returns the items of a partition that match a filter, as DynamoDB evaluates it. */
export async function itemsOf(request) {
  const items = [];
  let ExclusiveStartKey;
  do {
    const page = await dynamoDb("Query", {
      TableName: env.TABLECAST_SOURCE_TABLE,
      ConsistentRead: true,
      ...request,
      ExclusiveStartKey,
    });
    items.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** Calls DynamoDB Local, which accepts any signature but requires one. */
async function dynamoDb(operation, request) {
  const response = await fetch(env.TABLECAST_DYNAMODB, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${operation}`,
      Authorization:
        "AWS4-HMAC-SHA256 Credential=any/20261122/us-east-1/dynamodb/aws4_request," +
        " SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify(request),
  });
  const body = await response.text();
  assert.equal(response.status, 200, body);
  return JSON.parse(body);
}
