import assert from "node:assert/strict";
import test from "node:test";
import { described, note, placeholders, request, suggestions, typed, value, wordAt } from "./filter-text.js";

test("a filter's placeholders are each named once, in their order", () => {
  assert.deepEqual(placeholders("#s IN (:a, :b) AND total >= :a AND #s <> :c"), ["#s", ":a", ":b", ":c"]);
  assert.deepEqual(placeholders("attribute_exists(room)"), []);
});

test("the word at the caret is what is completed, but not a placeholder", () => {
  for (const [text, word] of [
    ["ro", "ro"],
    ["room = :r AND to", "to"],
    ["size(na", "na"],
    ["a.b", "b"],
    ["room ", ""],
    ["#n", ""],
    [":v", ""],
    ["12", ""],
  ]) {
    assert.deepEqual(wordAt(text, text.length), { start: text.length - word.length, word }, text);
  }
  assert.deepEqual(wordAt("room = :r", 2), { start: 0, word: "ro" });
});

test("attributes come before the language, whatever their case, and never what is there already", () => {
  const labels = (word, names) => suggestions(word, names).map(({ label }) => label);
  assert.deepEqual(labels("a", ["zip", "at", "Area"]), [
    "Area",
    "at",
    "AND",
    "attribute_exists(",
    "attribute_not_exists(",
    "attribute_type(",
  ]);
  assert.deepEqual(labels("room", ["room"]), []);
  assert.deepEqual(labels("", ["room"]), []);
  assert.equal(
    suggestions(
      "x",
      Array.from({ length: 50 }, (_, i) => `x${i}`),
    ).length,
    8,
  );
});

test("a name that an expression can't have becomes a placeholder", () => {
  assert.deepEqual(suggestions("first", ["first-name"]), [
    { label: "first-name", insert: "#first_name", name: "first-name" },
  ]);
});

test("a value is JSON if it is that, else text", () => {
  for (const [text, meant] of [
    ["lobby", "lobby"],
    ["5", 5],
    ['"5"', "5"],
    ["true", true],
    ["null", null],
    ["", ""],
    ['{"$N":"1e40"}', { $N: "1e40" }],
    ["a b", "a b"],
  ]) {
    assert.deepEqual(value(text), meant);
    assert.deepEqual(value(typed(meant)), meant);
  }
});

test("a request has what its placeholders stand for, and nothing that the filter doesn't name", () => {
  const texts = new Map([
    ["#s", "status"],
    [":least", "5"],
    [":old", "7"],
  ]);
  assert.deepEqual(request("#s = :s AND total > :least", texts), {
    filter: "#s = :s AND total > :least",
    names: { "#s": "status" },
    values: { ":s": "", ":least": 5 },
  });
  assert.deepEqual(request("attribute_exists(room)", texts), {
    filter: "attribute_exists(room)",
    names: undefined,
    values: undefined,
  });
});

test("a subscription is described with what its placeholders stand for", () => {
  const view = { filter: "#r = :r", names: { "#r": "room" }, values: { ":r": "lobby" }, attributes: ["id", "name"] };
  assert.deepEqual(described(view), { filter: "#r = :r", given: '#r = room, :r = "lobby"', attributes: "id, name" });
  assert.deepEqual(described({}), { filter: "everything", given: "", attributes: undefined });
  assert.equal(note(view), 'From here on: #r = :r (#r = room, :r = "lobby").');
  assert.equal(note({}), "From here on: everything.");
});
