// Imports the package by name, like a program that has installed it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Tablecast } from "tablecast";

const folder = new URL("node_modules/tablecast/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));

assert.equal(manifest.version, process.argv[2]);
assert.ok(existsSync(new URL(manifest.exports["."].types, folder)), "types");
assert.throws(() => new Tablecast("http://localhost/"), TypeError);
console.log(`tablecast ${manifest.version} can be imported`);
