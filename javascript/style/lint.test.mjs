import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { lint } from "./lint.mjs";
import { PROJECT, scripts } from "./scripts.mjs";

const at = (path) => join(PROJECT, path);

test("no script has a fault", { skip: process.env.WRITE === "true" && "scripts are being formatted" }, () => {
  const options = {
    // The console serves its own modules and others' at the same path.
    rootDirs: ["client", "local/console/src/main/resources/console", "local/console/src/test/javascript"].map(at),
    paths: { tablecast: [at("client/tablecast.d.ts")], "tablecast/query": [at("client/query.d.ts")] },
  };

  const faults = lint(PROJECT, scripts(), options);
  assert.ok(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
});

for (const [fault, script, message] of [
  ["an unknown name", "console.log(nowhere);", /TS2304 .*nowhere/],
  ["an unused name", "export {};\nconst unused = 1;", /TS6133 .*unused/],
  ["an unused import", 'import { given } from "./given.mjs";', /TS6133 .*given/],
  ["a missing export", 'import { none } from "./given.mjs";\nconsole.log(none);', /TS2305 .*none/],
  ["a missing module", 'import "./missing.mjs";', /TS2307|TS2882/],
  ["a missing return", "export function f(a) {\n  if (a) {\n    return 1;\n  }\n}", /TS7030/],
  ["code that is never reached", "export function f() {\n  return 1;\n  f();\n}", /TS7027/],
  ["an assignment to a constant", "const a = 1;\na = 2;\nexport {};", /TS2588/],
  ["a property that nothing has", 'export const a = "text".lenght;', /TS2339|TS2551/],
  ["a comparison that is always false", 'const a = "x".length;\nexport const b = a === "1";', /TS2367/],
  ["a comparison that converts types", "export const f = (a) => a == 1;", /"==" converts types/],
  ["a variable of the function", "export {};\nvar a = 1;\nconsole.log(a);", /"var"/],
  ["a variable that is constant", "let a = 1;\nexport const b = a;", /"a" is never assigned again/],
  ["a loop's variable that is constant", "for (let a of [1]) {\n  console.log(a);\n}\nexport {};", /"a" is never/],
]) {
  test(`${fault} is a fault`, () => {
    const faults = inFolder({ "script.mjs": script, "given.mjs": "export const given = 1;" }, "script.mjs");

    assert.match(faults.join("\n"), message);
    assert.ok(
      faults.every((text) => /^script\.mjs:\d+: /.test(text)),
      faults.join("\n"),
    );
  });
}

test("variables that are assigned again, in whatever way, are no faults", () => {
  const script = `
    let a = 1, b = 2, c = 3, d = 4, e = 5, f = 6;
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

  assert.deepEqual(inFolder({ "script.mjs": script }, "script.mjs"), []);
});

function inFolder(files, ...names) {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    return lint(folder, names, {});
  } finally {
    rmSync(folder, { recursive: true });
  }
}
