import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import * as module from "../tablecast.js";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));

const modules = manifest.files.filter((file) => file.endsWith(".js"));
/** The modules of `tablecast`. The others have exports of their own. */
const own = ["tablecast.js", "subscription.js"];
const sources = own.map(read).join("\n");
const exported = Object.entries(manifest.exports);

test("each module, as it is served, takes less than 5 KB compressed, and both together less than 8 KB", () => {
  const sizes = own.map((name) => gzipSync(read(name)).length);

  assert.ok(
    sizes.every((size) => size < 5_000),
    `${sizes} bytes`,
  );
  assert.ok(sizes.reduce((sum, size) => sum + size) < 8 * 1_024, `${sizes} bytes`);
});

test("the modules for shared connections are loaded on demand, and take 6.2 KB at most", () => {
  const sizes = ["shared.js", "leader.js", "views.js"].map((name) => gzipSync(read(name)).length);

  assert.ok(sizes.reduce((sum, size) => sum + size) <= 6_200, `${sizes} bytes`);
  assert.deepEqual(
    [...sources.matchAll(/import\((.*?)\)/g)].map(([, from]) => from),
    ['"./shared.js"'],
  );
  assert.doesNotMatch(sources, /from "\.\/shared\.js"/);
});

test("live queries take 3 KB more at most, and React's hook less than 1 KB more", () => {
  const [query, react] = ["query.js", "react.js"].map((name) => gzipSync(read(name)).length);

  assert.ok(query <= 3 * 1_024 && react < 1_000, `${query} and ${react} bytes`);
});

test("the package needs React for its hook alone, and has no dependencies, no build and no side effects", () => {
  const names = Object.keys(manifest);

  assert.deepEqual(
    names.filter((name) => /dependencies$/i.test(name)),
    ["peerDependencies"],
  );
  assert.deepEqual(Object.keys(manifest.peerDependencies), ["react"]);
  assert.deepEqual(manifest.peerDependenciesMeta, { react: { optional: true } });
  assert.deepEqual(Object.keys(manifest.scripts), ["test"]);
  assert.equal(manifest.sideEffects, false);
  for (const name of modules) {
    assert.ok(name === "tablecast.js" || !/import\(/.test(read(name)), name);
    for (const [, from] of read(name).matchAll(/^import .* from "(.*)";$/gm)) {
      assert.ok(modules.includes(from.replace("./", "")) || (name === "react.js" && from === "react"), from);
    }
  }
});

/** Files of every package. */
const always = ["LICENSE", "README.md", "package.json"];

test("the package contains everything that it exports", () => {
  assert.deepEqual(Object.keys(manifest.exports), [".", "./query", "./react"]);
  assert.equal(manifest.exports["."].types, manifest.types);
  for (const file of exported.flatMap(([, { types, default: main }]) => [types, main])) {
    assert.ok(existsSync(new URL(`../${file}`, import.meta.url)), file);
    assert.ok(manifest.files.includes(file.replace("./", "")), file);
  }
  const resources = [...read("pom.xml").matchAll(/<include>(.*)<\/include>/g)].map(([, file]) => file);
  assert.deepEqual(resources.sort(), [...always, ...manifest.files].sort());
});

test("the package has the project's licence, and a README whose code names what is exported", () => {
  assert.equal(read("LICENSE"), read("../LICENSE"));
  assert.match(read("README.md"), /^import \{ Tablecast \} from "tablecast";$/m);
});

test("npm packs the modules, their types, README and licence, and nothing else", { skip: npm() }, () => {
  const packed = spawnSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: new URL("..", import.meta.url),
    encoding: "utf8",
    shell: true,
  });
  const files = JSON.parse(packed.stdout)[0].files.map(({ path }) => path);

  assert.deepEqual(files.sort(), [...always, ...manifest.files].sort());
});

function npm() {
  return spawnSync("npm", ["--version"], { shell: true }).status === 0 ? false : "npm is missing";
}

test("the module exports the one class, and the types declare each of its members", () => {
  const types = read("tablecast.d.ts");

  assert.deepEqual(Object.keys(module), ["Tablecast"]);
  const { prototype } = module.Tablecast;
  const [members, inherited] = [prototype, Object.getPrototypeOf(prototype)].map(Object.getOwnPropertyNames);
  assert.deepEqual(members.sort(), ["addEventListener", "close", "constructor", "ignored", "subscribe", "url"]);
  assert.deepEqual(inherited.sort(), ["close", "constructor", "fetchItem", "position", "state"]);
  for (const member of [...members, ...inherited]) {
    assert.match(types, new RegExp(`^  (readonly )?${member}[:(<]`, "m"));
  }
});

test("the types declare each event and each option, and no other", () => {
  const types = read("tablecast.d.ts");
  const declared = (name) => types.match(new RegExp(`interface ${name}.*?\\n}`, "s"))[0].matchAll(/^  (\w+)\??:/gm);

  assert.deepEqual(
    sorted([...declared("SubscriptionEventMap"), ...declared("TablecastEventMap")]),
    sorted(sources.matchAll(/\.tell\("(\w+)"/g)),
  );
  const used = [
    ...sources.matchAll(/\.options\.(\w+)/g),
    ...sources.matchAll(/const { (\w+) } = this\.options/g),
    ...[...sources.matchAll(/const { (.*) } = options;/g)].flatMap(([, names]) => [
      ...names.matchAll(/(\w+)(?: = [^,]*)?(?:, |$)/g),
    ]),
  ];
  assert.deepEqual(sorted(declared("TablecastOptions")), sorted(used));
});

test("the types of live queries declare each event, option and state, and docs/live-queries.md has a row for each", () => {
  const [types, source, docs] = ["query.d.ts", "query.js", "../docs/live-queries.md"].map(read);
  const fields = (name) => types.match(new RegExp(`interface ${name}.*?\n}`, "s"))[0].matchAll(/^  (\w+)\??:/gm);
  const events = sorted(fields("LiveQueryEventMap"));
  const states = sorted(types.match(/type QueryState = (.*?);/)[1].matchAll(/"(\w+)"/g));
  const options = ["attributes", "filter", "names", "values", ...sorted(fields("QueryOptions"))];
  const rows = [...docs.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, cell]) => cell.match(/\w+/g));

  assert.deepEqual(events, sorted(source.matchAll(/#tell\("(\w+)"/g)));
  assert.deepEqual(states, sorted(source.matchAll(/"(loading|live|stale|closed)"/g)));
  assert.deepEqual(rows.sort(), [...options, ...events, ...states].sort());
});

const sorted = (matches) => [...new Set([...matches].map(([, name]) => name))].sort();

test("the documentation's tables have each event, option, state and reason", () => {
  const types = read("tablecast.d.ts");
  const cells = [...read("../docs/client.md").matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].map(([, cell]) => cell);
  const rows = cells.flatMap((cell) => cell.match(/\w+/g));
  const union = (pattern) => [...types.match(pattern)[1].matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const fields = (name) => types.match(new RegExp(`interface ${name}.*?\n}`, "s"))[0].matchAll(/^  (\w+)\??:/gm);
  const states = union(/type TablecastState = (.*?);/);

  assert.deepEqual(
    sorted(rows.map((name) => [, name])),
    sorted([
      ...fields("TablecastOptions"),
      ...fields("SubscriptionOptions"),
      ...fields("SubscriptionEventMap"),
      ...fields("TablecastEventMap"),
      ...states.map((name) => [, name]),
    ]),
  );
  for (const reason of union(/type ResyncReason =(.*?)\(string/s)) {
    assert.ok(read("../docs/client.md").includes(`\`${reason}\` (`), reason);
  }
});
