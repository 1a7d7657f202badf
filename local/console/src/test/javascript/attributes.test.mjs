import assert from "node:assert/strict";
import { test } from "node:test";
import { attribute, plain, TYPES } from "./attributes.js";

const VALUES = {
  S: "<b>Ada</b>",
  N: "123456789012345678901234567890.5",
  B: "AQID",
  BOOL: false,
  NULL: true,
  M: { zip: { S: "94103" }, inner: { M: { a: { L: [] } } } },
  L: [{ S: "a" }, { N: "1" }],
  SS: ["a", "b"],
  NS: ["1", "2.5"],
  BS: ["AQ==", "Ag=="],
};

test("what a form shows of an attribute becomes that attribute", () => {
  for (const [type, value] of Object.entries(VALUES)) {
    assert.deepEqual(attribute(type, TYPES[type].read(value)), { [type]: value });
  }
  assert.deepEqual(Object.keys(TYPES).toSorted(), [...Object.keys(VALUES), "JSON"].toSorted());
});

test("plain JSON becomes a map or a list", () => {
  assert.deepEqual(attribute("JSON", '{"a": [1, "x", true, null]}'), {
    M: { a: { L: [{ N: "1" }, { S: "x" }, { BOOL: true }, { NULL: true }] } },
  });
});

test("what can't be is refused with what it may be", () => {
  assert.throws(() => attribute("JSON", "{"), /^SyntaxError: Invalid JSON/);
  assert.throws(() => attribute("JSON", "1"), /JSON must be an object or an array/);
  assert.throws(() => attribute("M", "[]"), /Must be an object such as/);
  assert.throws(() => attribute("L", "{}"), /Must be an array such as/);
});

test("an attribute has words", () => {
  assert.equal(
    plain({ M: { a: { L: [{ N: "1" }, { NULL: true }] }, b: { SS: ["x", "y"] } } }),
    "{a: [1, null], b: {x, y}}",
  );
  assert.equal(plain({ S: "" }), "“”");
});
