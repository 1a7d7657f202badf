import assert from "node:assert/strict";
import test from "node:test";
import { FULL, SCENARIOS, documented, storm } from "./storm.mjs";

const SCALE = 20;
const SMALL = { clients: FULL.clients / SCALE, acceptedPerSecond: FULL.acceptedPerSecond / SCALE };
const WRITE = "`node client/test/storm.mjs` writes docs/client.md anew";

const number = (cell) => Number(cell.replaceAll(",", ""));
const seconds = (cell) => number(cell.split(" ")[0]) * (cell.endsWith("min") ? 60 : 1);

Object.entries(SCENARIOS).forEach(([name, scenario], i) => {
  test(`nobody is lost when ${name}, as the documentation says`, async () => {
    const { waiting, open, ended, mostRefusals } = await storm(scenario, SMALL);
    const healthyAfter = (scenario.errorsUntil ?? 0) - (scenario.cutAt ?? 0);

    assert.equal(open, SMALL.clients);
    assert.equal(ended, 0);
    assert.ok(mostRefusals > 10, "a storm in which nobody waits for long shows nothing");
    assert.ok(waiting.length < Math.max(healthyAfter, 0) + 9 * 60, `all are back after ${waiting.length} s`);
    // A twentieth of the clients and of the capacity gives the same proportions.
    const rows = documented().filter(([time]) => /^\d/.test(time));
    assert.ok(rows.length > 8);
    for (const row of rows) {
      const expected = number(row[1 + 2 * i]) / FULL.clients;
      const found = (waiting[seconds(row[0]) - 1] ?? 0) / SMALL.clients;
      assert.ok(Math.abs(found - expected) < 0.02, `${row[0]}: found ${found}, not ${expected}; ${WRITE}`);
    }
    const [, ...lost] = documented().at(-1);
    assert.equal(lost[2 * i], "0");
  });
});
