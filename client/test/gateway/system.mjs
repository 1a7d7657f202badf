import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { connect as open, createServer } from "node:net";
import { Tablecast } from "../../tablecast.js";

const { env } = process;
const TYPES = ["open", "close", "refused", "change", "text", "resync", "error"];
/** How long a busy machine may take for what takes milliseconds on an idle one. */
const PATIENCE = 40_000;

export const url = env.TABLECAST_WEBSOCKET;

/** Waits until something is so, and returns it. */
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

const feeds = new Set(); // of the test that runs

/** A feed with `log`, what it told as `[type, detail]`; it is closed after the test. */
export function watch(t, options, at = url) {
  return logging(connect(t, options, at));
}

function logging(told) {
  told.log = [];
  TYPES.forEach((type) => told.addEventListener(type, ({ detail }) => told.log.push([type, detail])));
  return told;
}

/** A subscription that is live, with what it told besides that. */
export async function subscribe(feed, options) {
  const subscription = logging(feed.subscribe(options));
  await until(() => subscription.state === "open");
  subscription.log = subscription.log.filter(([type]) => type !== "open");
  return subscription;
}

/** A feed that nobody listens to; it is closed after the test. */
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

/** A feed that broadcasts reach, and what it told of that forgotten. */
export async function openFeed(t, options, at) {
  const feed = watch(t, options, at);
  await until(() => feed.state === "open");
  await reach(feed);
  feed.log.length = 0;
  return feed;
}

/** Waits until a broadcast reaches a feed: a connection is open to its client a moment earlier. */
export async function reach(feed) {
  const before = feed.log.length;
  await until(async () => {
    await put({ id: { S: "reach" }, time: { S: randomUUID() } });
    return feed.log.slice(before).some(([type]) => type === "change" || type === "text");
  });
}

/** The changes of an item that a feed has told. */
export const changesOf = (feed, id) =>
  feed.log.flatMap(([type, detail]) => (type === "change" && detail.keys.id === id ? [detail] : []));

export const told = (feed) => feed.log.map(([type]) => type).filter((type) => type !== "change");

/** The sockets that feeds make from now on, with the texts that come and go. */
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

/** Lets the time of feeds pass, from 10 seconds to the next, while sockets take their own. */
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

/** A wire to the gateway that can be cut, or go dead, without a word to either side. */
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
  const end = () => pairs.splice(0).flat().forEach((socket) => socket.destroy());
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

/** The ids of the connections that broadcasts go to and that are open. */
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

/** Sends what the system itself wouldn't. */
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

/** Puts many items of different keys. */
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

/** The items of a partition that match a filter, as DynamoDB has them. */
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

/** DynamoDB Local takes any signature, but wants one. */
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
