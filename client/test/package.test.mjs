import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import * as module from "../tablecast.js";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));

const modules = manifest.files.filter((file) => file.endsWith(".js"));
const sources = modules.map(read).join("\n");

test("each module, as it is served, takes less than 5 KB compressed, and all together less than 7.3 KB", () => {
  const sizes = modules.map((name) => gzipSync(read(name)).length);

  assert.ok(sizes.every((size) => size < 5_000), `${sizes} bytes`);
  assert.ok(sizes.reduce((sum, size) => sum + size) < 7_300, `${sizes} bytes`);
});

test("the package has no dependencies, no build and no side effects", () => {
  const names = Object.keys(manifest);

  assert.deepEqual(names.filter((name) => /dependencies/i.test(name)), []);
  assert.deepEqual(Object.keys(manifest.scripts), ["test"]);
  assert.equal(manifest.sideEffects, false);
  assert.doesNotMatch(sources, /import\(/);
  for (const [, from] of sources.matchAll(/^import .* from "(.*)";$/gm)) {
    assert.ok(modules.includes(from.replace("./", "")), from);
  }
});

test("what the package exports is in it", () => {
  const { types, default: main } = manifest.exports["."];

  assert.equal(types, manifest.types);
  for (const file of [types, main]) {
    assert.ok(existsSync(new URL(`../${file}`, import.meta.url)), file);
    assert.ok(manifest.files.includes(file.replace("./", "")), file);
  }
});

test("the package has the project's licence, and a README whose code names what is exported", () => {
  assert.equal(read("LICENSE"), read("../LICENSE"));
  assert.match(read("README.md"), /^import \{ Tablecast \} from "tablecast";$/m);
});

test("npm packs the module, its types, README and licence, and nothing else", { skip: npm() }, () => {
  const packed = spawnSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: new URL("..", import.meta.url),
    encoding: "utf8",
    shell: true,
  });
  const files = JSON.parse(packed.stdout)[0].files.map(({ path }) => path);

  assert.deepEqual(files.sort(), [
    "LICENSE",
    "README.md",
    "package.json",
    "tablecast.d.ts",
    "tablecast.js",
  ]);
});

function npm() {
  return spawnSync("npm", ["--version"], { shell: true }).status === 0 ? false : "npm is missing";
}

test("the module exports the one class, and the types declare each of its members", () => {
  const types = read("tablecast.d.ts");

  assert.deepEqual(Object.keys(module), ["Tablecast"]);
  const { prototype } = module.Tablecast;
  const [members, inherited] = [prototype, Object.getPrototypeOf(prototype)].map(Object.getOwnPropertyNames);
  assert.deepEqual(members.sort(), ["addEventListener", "constructor", "ignored", "subscribe", "url"]);
  assert.deepEqual(inherited.sort(), ["close", "constructor", "position", "state"]);
  for (const member of [...members, ...inherited]) {
    assert.match(types, new RegExp(`^  (readonly )?${member}[:(<]`, "m"));
  }
});

test("the types declare each event and each option, and no other", () => {
  const types = read("tablecast.d.ts");
  const declared = (name) =>
    types.match(new RegExp(`interface ${name}.*?\\n}`, "s"))[0].matchAll(/^  (\w+)\??:/gm);

  assert.deepEqual(
    sorted([...declared("SubscriptionEventMap"), ...declared("TablecastEventMap")]),
    sorted(sources.matchAll(/\.tell\("(\w+)"/g)),
  );
  const used = [
    ...sources.matchAll(/\.options\.(\w+)/g),
    ...sources.matchAll(/const { (\w+) } = this\.options/g),
    ...sources.match(/const { (.*) } = options;/)[1].matchAll(/(\w+)(?: = [^,]*)?(?:, |$)/g),
  ];
  assert.deepEqual(sorted(declared("TablecastOptions")), sorted(used));
});

const sorted = (matches) => [...new Set([...matches].map(([, name]) => name))].sort();

test("the documentation's tables have each event, option, state and reason", () => {
  const types = read("tablecast.d.ts");
  const cells = [...read("../docs/client.md").matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].map(([, cell]) => cell);
  const rows = cells.flatMap((cell) => cell.match(/\w+/g));
  const union = (pattern) =>
    [...types.match(pattern)[1].matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const fields = (name) =>
    types.match(new RegExp(`interface ${name}.*?\n}`, "s"))[0].matchAll(/^  (\w+)\??:/gm);
  const states = union(/type TablecastState = (.*?);/);

  assert.deepEqual(sorted(rows.map((name) => [, name])), sorted([
    ...fields("TablecastOptions"),
    ...fields("SubscriptionOptions"),
    ...fields("SubscriptionEventMap"),
    ...fields("TablecastEventMap"),
    ...states.map((name) => [, name]),
  ]));
  for (const reason of union(/type ResyncReason =(.*?)\(string/s)) {
    assert.ok(read("../docs/client.md").includes(`\`${reason}\` (`), reason);
  }
});
