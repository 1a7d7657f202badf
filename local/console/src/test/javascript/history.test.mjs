import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { History, statusOf } from "./history.js";
import { allStates, END, machine, START } from "./machine.js";

// The console API's answer for each test case of the state machine.
const cases = new Map(
  readdirSync(process.env.EXECUTIONS).map((file) => [
    file.replace(".json", ""),
    JSON.parse(readFileSync(`${process.env.EXECUTIONS}/${file}`, "utf8")),
  ]),
);

function history(name) {
  const { events, status } = cases.get(name);
  return new History(events, status);
}

const status = (name, state) => statusOf(history(name).of(state));
const retries = (name, state) =>
  history(name)
    .of(state)
    .reduce((sum, visit) => sum + visit.retries, 0);

test("every state that was entered is a visit, with all of its events", () => {
  for (const [name, { events, status: ended }] of cases) {
    const { visits, executionEvents } = new History(events, ended);
    const entered = events.filter(({ type }) => type.endsWith("StateEntered"));
    assert.deepEqual(
      visits.map(({ state }) => state),
      entered.map(({ details }) => details.name),
      name,
    );
    const told = [...visits.flatMap((visit) => visit.events), ...executionEvents].map(({ id }) => id);
    assert.deepEqual(
      told.toSorted((a, b) => a - b),
      events.map(({ id }) => id),
      name,
    );
  }
});

test("every way is an arrow of the picture", () => {
  for (const [name, { definition }] of cases) {
    const arrows = new Set(
      levels(machine(definition))
        .flatMap(({ edges }) => edges)
        .map(({ from, to }) => `${from} → ${to}`),
    );
    for (const { from, to, iteration } of history(name).ways) {
      if (!iteration || from !== START) {
        assert.ok(arrows.has(`${from} → ${to}`), `${name}: ${from} → ${to}`);
      }
    }
  }
});

test("the picture has every state once", () => {
  const [{ definition }] = cases.values();
  const drawn = levels(machine(definition)).flatMap(({ nodes }) => nodes.map(({ id }) => id));
  assert.deepEqual(drawn.toSorted(), [START, END, ...allStates(definition).map(([name]) => name)].toSorted());
});

test("an execution that succeeds leads to the end, one that fails doesn't", () => {
  for (const [name, { status: ended }] of cases) {
    assert.equal(
      history(name).ways.some(({ to }) => to === END),
      ended === "SUCCEEDED",
      name,
    );
  }
});

test("a state without visits has no status", () => {
  assert.equal(status("NobodyIsConnected", "Post to every chunk"), undefined);
  assert.equal(status("NobodyIsConnected", "Who comes next?"), "succeeded");
});

test("what a retry mends has succeeded", () => {
  assert.equal(status("TheFirstScanIsThrottled", "Scan the first page of connections"), "succeeded");
  assert.equal(retries("TheFirstScanIsThrottled", "Scan the first page of connections"), 1);
});

test("a task whose retries are used up fails the execution, and it is what failed", () => {
  assert.equal(status("TheFirstScanStaysThrottled", "Scan the first page of connections"), "failed");
  assert.equal(status("TheFirstScanStaysThrottled", "Who comes next?"), undefined);
});

test("a caught error differs from a failure", () => {
  assert.equal(status("LambdaStaysBusy", "Post to the chunk"), "caught");
  assert.equal(status("LambdaStaysBusy", "Report the failed chunk"), "succeeded");
  assert.equal(status("LambdaStaysBusy", "Some connections lack the changes"), "failed");
  assert.equal(status("ADeleteStaysThrottled", "Delete the row"), "caught");
  assert.equal(status("ADeleteStaysThrottled", "Leave the row to the next broadcast"), "succeeded");
});

test("iterations are distinct", () => {
  const broken = history("TheFunctionStaysBrokenForOneChunk");
  const posts = broken.of("Post to the chunk");
  assert.deepEqual(posts.map((visit) => visit.status).toSorted(), ["caught", "succeeded"]);
  const chosen = posts.find((visit) => visit.status === "caught").iteration;
  assert.equal(chosen.map.state, "Post to every chunk");
  assert.equal(chosen.status, "succeeded");
  const within = (visit) => visit.iteration === chosen;
  assert.equal(statusOf(broken.of("Report the failed chunk", within)), "succeeded");
  assert.equal(statusOf(broken.of("Prune those who have gone", within)), undefined);
});

test("iterations of iterations belong to them", () => {
  const pruned = history("ThoseWhoHaveGoneArePruned");
  const [deleted] = pruned.of("Delete the row");
  assert.equal(deleted.iteration.map.state, "Prune those who have gone");
  assert.equal(deleted.iteration.map.iteration.map.state, "Post to every chunk");
});

test("pages are visits of the same state", () => {
  const pages = history("EveryPageIsScanned").of("Post to every chunk");
  assert.ok(pages.length > 1);
  assert.ok(pages.every((visit) => visit.status === "succeeded"));
});

test("as long as an execution runs, what hasn't ended runs", () => {
  const { events } = cases.get("EveryChunkIsPostedTo");
  for (let length = 1; length < events.length; length++) {
    const { visits } = new History(events.slice(0, length), "RUNNING");
    for (const visit of visits) {
      assert.equal(visit.status, visit.exited ? "succeeded" : "running");
    }
  }
});

function levels(level) {
  return [level, ...level.nodes.flatMap(({ inner }) => (inner ? levels(inner) : []))];
}
