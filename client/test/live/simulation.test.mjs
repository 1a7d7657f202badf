import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { query } from "../../query.js";
import { Model, Watcher } from "./model.mjs";

const SEEDS = Number(process.env.SEEDS ?? 80);
const FIRST = Number(process.env.SEED ?? 1);
const STEPS = 40;

/** Simulates a client with a seed, and throws if its list is wrong. */
async function simulate(query, seed, options) {
  const model = new Model(seed, options);
  const list = query({ subscribe: () => model.subscription }, { sort: "id" });
  const watcher = new Watcher(model, list);
  for (let i = 0; i < 10; i++) {
    model.write();
    model.now += model.upTo(2_000);
  }
  model.append();
  model.snapshot();
  await turn();
  assert.equal(list.state, "live");
  for (let step = 0; step < STEPS; step++) {
    model.now += model.upTo(1_000);
    if (model.chance(0.6)) {
      model.write();
    }
    model.append();
    if (model.chance(0.6)) {
      model.deliver();
    }
    if (model.chance(0.03)) {
      model.cut();
    }
    if (options.resets && model.chance(0.05)) {
      model.reset();
    }
    if (model.chance(0.5)) {
      model.answer();
    }
    await turn();
  }
  for (let i = 0; i < 30; i++) {
    model.rest();
    await turn();
  }
  // An item that could not be read has only its key.
  const failed = list.items.filter((item) => options.recurs && !item.room).map(({ id }) => id);
  const expected = model.expected.map((item) => (failed.includes(item.id) ? { id: item.id } : item));
  assert.deepEqual(list.items.map(shown), expected.map(shown));
  if (!options.recurs) {
    watcher.check();
  }
  list.close();
}

/** Returns the attributes of an item that the query shows. */
function shown({ more, ...item }) {
  return item;
}

/** Lets promises of a flush and of reads settle. */
async function turn() {
  for (let i = 0; i < 12; i++) {
    await undefined;
  }
}

const VARIANTS = [
  {},
  { resets: true },
  { recurs: true, resets: true },
  { hasLarge: true, resets: true },
  { hasLarge: true, recurs: true, readsMore: true, resets: true },
  { hasLarge: true, recurs: true, readsNone: true },
];

for (const options of VARIANTS) {
  test(`an item never goes back, and at rest the list is the query: ${JSON.stringify(options)}`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
      await simulate(query, seed, options).catch((error) => {
        error.message = `seed ${seed}: ${error.message}`;
        throw error;
      });
    }
  });
}

/** Wrong rules: text in query.js and its replacement. */
const MUTANTS = {
  "every change applies": ["const isSure = !entry ||", "const isSure = true ||"],
  "no change applies to an item of the snapshot": ["(old ? isIts(old) : event", "(old ? false : event"],
  "clocks are exact at the beginning": ["time + SKEW < this.#began", "time < this.#began"],
  "clocks are exact at the end": ["time > this.#ended + SKEW", "time > this.#ended"],
  "what is older than the end is skipped": ["time + SKEW < this.#began", "time + SKEW < this.#ended"],
  "a removal always applies": ["entry.isRead || !old || isIts(old)", "true"],
  "a removal never applies in those seconds": ["entry.isRead || !old || isIts(old)", "false"],
  "the first frame is taken as a snapshot": ["if (last) {", "if (true) {"],
  "a snapshot doesn't replace what was": ["this.#entries = new Map();\n    for", "for"],
  "nothing is sure after a change": ["truncated, true);", "truncated, false);"],
  "an item that was read is as new as its change": ["item === TIMEOUT, item !== TIMEOUT", "true, false"],
  "a change during a read is forgotten": ["read.again = true;\n    } else", "read.again = false;\n    } else"],
  "an item that was read takes no change": ["this.#read(key, keys);\n    }\n  }\n\n  #put", "}\n  }\n\n  #put"],
};

for (const [name, [text, wrong]] of Object.entries(MUTANTS)) {
  test(`the simulation finds out if ${name}`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const source = readFileSync(new URL("../../query.js", import.meta.url), "utf8");
    assert.equal(source.split(text).length, 2, `query.js has it once: ${text}`);
    const mutant = await import(`data:text/javascript,${encodeURIComponent(source.replace(text, wrong))}`);
    for (let seed = 1; seed <= 300; seed++) {
      for (const options of VARIANTS) {
        try {
          await simulate(mutant.query, seed, options);
        } catch (error) {
          t.diagnostic(`seed ${seed}: ${error.message.slice(0, 200)}`);
          return;
        }
      }
    }
    assert.fail("no seed finds it");
  });
}
