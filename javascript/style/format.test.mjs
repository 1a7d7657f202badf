import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { PROJECT, scripts } from "./scripts.mjs";

const { PRETTIER, WRITE } = process.env;
const COMMAND = "./mvnw -q -pl javascript test -Dwrite=true";
const OPTIONS = { printWidth: 120 };

const load = (name) => import(pathToFileURL(join(PRETTIER, name)));
const prettier = await load("standalone.mjs");
const plugins = await Promise.all(["babel", "estree", "typescript"].map((name) => load(`plugins/${name}.mjs`)));

test("every script is formatted by Prettier", async () => {
  const unformatted = [];
  for (const name of scripts()) {
    const path = join(PROJECT, name);
    const text = readFileSync(path, "utf8");
    const parser = name.endsWith(".ts") ? "typescript" : "babel";
    const formatted = await prettier.format(text, { ...OPTIONS, parser, plugins });
    if (formatted !== text && WRITE === "true") {
      writeFileSync(path, formatted);
    } else if (formatted !== text) {
      unformatted.push(name);
    }
  }

  assert.ok(unformatted.length === 0, `${COMMAND} formats these:\n${unformatted.join("\n")}`);
});
