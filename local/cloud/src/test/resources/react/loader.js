const FILES = ["react", "scheduler", "react-dom", "react-dom-client", "react-dom-server-legacy.browser"];
const NAMES = {
  "react-dom/client": "react-dom-client",
  "react-dom/server": "react-dom-server-legacy.browser",
};

const sources = new Map();
for (const file of FILES) {
  const response = await fetch(`/webjars/${file}`);
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`);
  }
  sources.set(file, await response.text());
}
const loaded = new Map();

/** Runs a CommonJS file once, and returns what it exports. */
export function require(name) {
  const file = NAMES[name] ?? name;
  if (!loaded.has(file)) {
    const module = { exports: {} };
    loaded.set(file, module);
    const run = new Function("require", "module", "exports", "process", sources.get(file));
    run(require, module, module.exports, { env: { NODE_ENV: "development" } });
  }
  return loaded.get(file).exports;
}
