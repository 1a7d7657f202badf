import assert from "node:assert/strict";
import test from "node:test";
import { openFeed, put, until } from "../gateway/system.mjs";

test("the texts of a server in text mode are told as they are", async (t) => {
  const feed = await openFeed(t);
  await put({ id: { S: "ada" }, name: { S: "Ada" }, zip: { N: "94105" } });
  await until(() => feed.log.some(([, text]) => text === "Ada|94105"));

  assert.ok(feed.log.every(([type]) => type === "text"));
  assert.equal(feed.ignored, 0);
});
