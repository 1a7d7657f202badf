import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const MINUTES = 60_000;
const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const DOCS = fileURLToPath(new URL("../../../docs/live-queries.md", import.meta.url));
const TOOLS = ["vite@8", "typescript@5", "react@19.2", "react-dom@19.2", "@types/react@19.2", "vue@3.5", "svelte@5"];

const run = async (folder, command, ...given) =>
  (await promisify(execFile)(command, given, { cwd: folder })).stdout.trim();

/** A page in TypeScript that uses the whole package. */
const PAGE = `
import { Tablecast, type Change } from "tablecast";
import { query, type LiveQuery } from "tablecast/query";
import { useQuery } from "tablecast/react";

interface Order { room: string; id: string; total: number }

const feed = new Tablecast<Order>("wss://example.com/live", { token: async () => "a.b.c" });
feed.addEventListener("change", ({ detail }) => { const change: Change<Order> = detail; console.log(change.seq); });
const controller = new AbortController();
const orders: LiveQuery<Order> = query<Order>(feed, {
  filter: "room = :r", values: { ":r": "lobby" }, sort: { total: "desc" }, limit: 5, signal: controller.signal,
});
orders.addEventListener("change", ({ detail }) => console.log(detail[0]?.total.toFixed()));
orders.addEventListener("reset", ({ detail }) => console.log(detail.reason));
for await (const items of orders) { console.log(items.length, orders.get({ room: "lobby", id: "1" })?.total); }
query<Order>(feed, { sort: (one, other) => one.total - other.total });
export function useOrders(): readonly Readonly<Order>[] {
  const { items, state, error } = useQuery<Order>(feed, { filter: "room = :r", sort: ["room", { total: "asc" }] });
  return state === "live" && !error ? items : [];
}
// @ts-expect-error: items are as they are
orders.items[0]!.total = 1;
// @ts-expect-error: no such order
query(feed, { sort: { total: "down" } });
// @ts-expect-error: no such attribute
console.log(orders.items[0]?.amount);
// @ts-expect-error: a component ends its list itself
useQuery(feed, { signal: controller.signal });
`;

/** A feed that first has one item, then two. */
const FEED = `
export class Feed {
  subscribe() {
    const times = { began: "2026-11-22T05:00:00Z", ended: "2026-11-22T05:00:01Z" };
    const subscription = Object.assign(new EventTarget(), { state: "open", close: () => (this.isClosed = true) });
    const tell = (type, detail) => subscription.dispatchEvent(new CustomEvent(type, { detail }));
    const item = (id) => ({ keys: { id }, new: { id } });
    queueMicrotask(() => tell("items", { ...times, items: [item("1")], last: true }));
    setTimeout(() => tell("change", { event: "INSERT", at: "2026-11-22T06:00:00Z", ...item("2") }));
    return subscription;
  }
}
export const later = () => new Promise((resolve) => setTimeout(resolve, 50));
export const ids = (items) => items.map(({ id }) => id).join();
`;

const VUE = `
import { effectScope, watch } from "vue";
import { useQuery } from "./vue-lines.mjs";
import { Feed, ids, later } from "./feed.mjs";
const feed = new Feed();
const scope = effectScope();
const seen = [];
scope.run(() => watch(useQuery(feed, {}), (items) => seen.push(ids(items)), { flush: "sync" }));
await later();
scope.stop();
console.log(seen.join(" "), feed.isClosed);
`;

const SVELTE = `
import { liveQuery } from "./svelte-lines.mjs";
import { Feed, ids, later } from "./feed.mjs";
const feed = new Feed();
const seen = [];
const stop = liveQuery(feed, {}).subscribe((items) => seen.push(ids(items)));
await later();
stop();
console.log(seen.join(" ").trim(), feed.isClosed);
`;

/** Returns why no packages can be installed; undefined if they can. */
async function obstacle() {
  try {
    await run(PACKAGE, "npm", "view", "typescript", "version", "--fetch-retries=0", "--fetch-timeout=20000");
    return undefined;
  } catch (error) {
    return `npm: ${error.code === "ENOENT" ? "not found" : "its registry can't be reached"}`;
  }
}

test("the package as its consumers get it", { timeout: 15 * MINUTES }, async (t) => {
  const reason = await obstacle();
  if (reason) {
    t.skip(reason);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "tablecast-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [{ filename, files }] = JSON.parse(await run(PACKAGE, "npm", "pack", "--json", "--pack-destination", folder));
  const project = async (name, ...packages) => {
    const root = join(folder, name);
    await mkdir(root);
    await writeFile(join(root, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
    await run(
      root,
      "npm",
      "install",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      join(folder, filename),
      ...packages,
    );
    return root;
  };
  const write = (root, contents) =>
    Promise.all(Object.entries(contents).map(([name, text]) => writeFile(join(root, name), text)));
  const docs = await readFile(DOCS, "utf8");
  const lines = (heading) => docs.split(`## ${heading}\n`)[1].match(/```jsx?\n(.*?)```/s)[1];

  await t.test("it has its modules and their types, and nothing else", () => {
    const names = files.map(({ path }) => path).sort();
    const modules = ["query", "react", "subscription", "tablecast"];
    assert.deepEqual(
      names.filter((name) => !/^(README|LICENSE|NOTICE)/.test(name)),
      [
        "package.json",
        ...modules.flatMap((name) => (name === "subscription" ? [`${name}.js`] : [`${name}.d.ts`, `${name}.js`])),
      ].sort(),
    );
  });

  await t.test("an empty Node.js project imports it, and nothing comes with it", async () => {
    const root = await project("node");
    const script = `
      import { Tablecast } from "tablecast";
      import { query } from "tablecast/query";
      console.log(typeof Tablecast, typeof query, await import("tablecast/subscription.js").catch(({ code }) => code));`;
    assert.equal(
      await run(root, "node", "--input-type=module", "--eval", script),
      "function function ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
    assert.deepEqual(
      (await readdir(join(root, "node_modules"))).filter((name) => name[0] !== "."),
      ["tablecast"],
    );
  });

  const root = await project("vite", ...TOOLS);
  const tool = (name, ...given) => run(root, "npx", "--no-install", name, ...given);

  for (const [module, moduleResolution] of [
    ["esnext", "bundler"],
    ["nodenext", "nodenext"],
  ]) {
    await t.test(`TypeScript finds its types strictly, with moduleResolution ${moduleResolution}`, async () => {
      await write(root, { "page.ts": PAGE });
      const flags = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit"];
      const target = ["--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", module];
      await tool("tsc", ...flags, ...target, "--moduleResolution", moduleResolution, "page.ts").catch(({ stdout }) =>
        assert.fail(stdout),
      );
    });
  }

  await t.test("Vite builds a page with it, and leaves out what the page doesn't use", async () => {
    const bundle = async (source) => {
      await write(root, { "index.html": '<script type="module" src="/main.jsx"></script>', "main.jsx": source });
      await tool("vite", "build", "--logLevel=warn");
      const [name] = (await readdir(join(root, "dist/assets"))).filter((file) => file.endsWith(".js"));
      return readFile(join(root, "dist/assets", name), "utf8");
    };
    const alone = await bundle('import { Tablecast } from "tablecast"; new Tablecast("wss://example.com");');
    const react = await bundle(`import * as React from "react";\n${lines("React")}\nglobalThis.Orders = Orders;`);
    assert.match(alone, /new WebSocket/);
    assert.doesNotMatch(alone, /queueMicrotask/);
    assert.match(react, /queueMicrotask/);
  });

  await t.test("the lines for Vue show the list and end it", async () => {
    await write(root, { "feed.mjs": FEED, "vue-lines.mjs": lines("Vue"), "vue.mjs": VUE });
    assert.equal(await run(root, "node", "vue.mjs"), "1 1,2 true");
  });

  await t.test("the lines for Svelte show the list and end it", async () => {
    await write(root, { "feed.mjs": FEED, "svelte-lines.mjs": lines("Svelte"), "svelte.mjs": SVELTE });
    assert.equal(await run(root, "node", "svelte.mjs"), "1 1,2 true");
  });
});
