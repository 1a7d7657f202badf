import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { lint } from "./lint.mjs";
import { PROJECT, scripts } from "./scripts.mjs";

const at = (path) => join(PROJECT, path);

test("no script has a fault", { skip: process.env.WRITE === "true" && "scripts are being formatted" }, () => {
  // Bodies of functions, which the tests of pages run in a browser.
  const names = scripts().filter((name) => !name.startsWith("local/cloud/src/test/javascript/page/"));
  const options = {
    // The console serves its own modules and others' at the same path.
    rootDirs: ["client", "local/console/src/main/resources/console", "local/console/src/test/javascript"].map(at),
    paths: {
      tablecast: [at("client/tablecast.d.ts")],
      "tablecast/query": [at("client/query.d.ts")],
      "tablecast/react": [at("client/react.d.ts")],
    },
  };
  const faults = lint(PROJECT, names, options);

  assert.ok(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
});

const FAULTS = [
  ["an unknown name", "console.log(nowhere);", /TS2304 .*nowhere/],
  ["an unused name", "const unused = 1;", /TS6133 .*unused/],
  ["an unused import", 'import { given } from "./given.mjs";', /TS6133 .*given/],
  ["an unused private field", "export class A {\n  #a = 1;\n}", /TS6133 .*#a/],
  ["an unused parameter", "export const f = (a, b) => a;", /TS6133 .*b/],
  ["a missing export", 'import { none } from "./given.mjs";\nconsole.log(none);', /TS2305 .*none/],
  ["a missing module", 'import "./missing.mjs";', /TS2307|TS2882/],
  ["a missing return", "export function f(a) {\n  if (a) {\n    return 1;\n  }\n}", /TS7030/],
  ["code that is never reached", "export function f() {\n  return 1;\n  f();\n}", /TS7027/],
  ["an assignment to a constant", "const a = 1;\na = 2;\nconsole.log(a);", /TS2588/],
  ["a comparison that is always false", 'const a = "x".length;\nexport const b = a === "1";', /TS2367/],
  ["a comparison that converts types", "export const f = (a) => a == 1;", /"==" converts types/],
  ["a variable of the function", "var a = 1;\nconsole.log(a);", /"var"/],
  ["a variable that is constant", "let a = 1;\nexport const b = a;", /"a" is never assigned again/],
  ["a loop's variable that is constant", "for (let a of [1]) {\n  console.log(a);\n}", /"a" is never/],
];

const ASSIGNED = `
  let a = 1, b = 2, c, d, e = 5, f = 6;
  a = 2;
  b++;
  [c, ...d] = [1];
  ({ e, x: { y: f } } = { e: 1, x: { y: 2 } });
  let [g, h] = [1, 2];
  g += h;
  for (let i = 0; i < 2; i++) console.log(a, b, c, d, e, f, g);
  let j;
  export const set = () => (j = 1);
  console.log(j);`;

test("each fault is found, with its place", () => {
  const files = Object.fromEntries(FAULTS.map(([, text], i) => [`${i}.mjs`, text]));
  const found = inFolder({ ...files, "given.mjs": "export const given = 1;", "assigned.mjs": ASSIGNED });

  FAULTS.forEach(([fault, , message], i) => {
    const own = found.filter((text) => text.startsWith(`${i}.mjs:`));
    assert.match(own.join("\n"), message, fault);
    assert.match(own[0], /^\d+\.mjs:[1-9]\d*: /, fault);
  });
  assert.deepEqual(
    found.filter((text) => !/^\d/.test(text)),
    [],
    "names that are used or assigned again in whatever way are no faults",
  );
});

function inFolder(files) {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    return lint(folder, Object.keys(files), {});
  } finally {
    rmSync(folder, { recursive: true });
  }
}
