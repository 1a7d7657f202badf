import assert from "node:assert/strict";
import { test } from "node:test";
import { blamed } from "./blame.js";

const ITEM = [
  { name: "id", type: "S", value: "a" },
  { name: "at", type: "N", value: "7" },
];

const place = (message, ...more) => blamed(message, [...ITEM, ...more]);

test("a key that is named is meant", () => {
  assert.equal(place("The AttributeValue for a key attribute cannot contain an empty string value. Key: id"), 0);
  assert.equal(place("One or more parameter values were invalid: Missing the key at in the item"), 1);
  assert.equal(place("Type mismatch for key id expected: S actual: N"), 0);
});

test("the API says where it is", () => {
  assert.equal(place('Item.b.B: found "%", may be base64', { name: "b", type: "B", value: "%" }), 2);
  assert.equal(
    place('Item.b-2.B: found "%"', { name: "b", type: "B", value: "%" }, { name: "b-2", type: "B", value: "%" }),
    3,
  );
});

test("what isn't a number is meant where a number is missed", () => {
  const local = "A value provided cannot be converted into a number";
  assert.equal(place(local, { name: "zip", type: "N", value: "94103 and more" }), 2);
  assert.equal(place(local, { name: "text", type: "S", value: "x" }, { name: "set", type: "NS", value: "1\nx" }), 3);
  assert.equal(
    place("Number overflow. Attempting to store a number with magnitude larger than supported range", {
      name: "big",
      type: "N",
      value: "1e126",
    }),
    2,
  );
  assert.equal(
    place(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
      { name: "largest", type: "N", value: `9.${"9".repeat(37)}e125` },
      { name: "big", type: "N", value: "-0.01E+128" },
    ),
    3,
  );
  assert.equal(
    place("Attempting to store more than 38 significant digits in a Number", {
      name: "long",
      type: "N",
      value: "1".repeat(39),
    }),
    2,
  );
});

test("sets are recognized by their fault", () => {
  const full = { name: "full", type: "SS", value: "a\nb" };
  assert.equal(place("An string set  may not be empty", full, { name: "none", type: "SS", value: "" }), 3);
  assert.equal(
    place("Input collection [a, a] contains duplicates", full, { name: "twice", type: "SS", value: "a\na" }),
    3,
  );
});

test("a value that is repeated is meant", () => {
  assert.equal(place("The parameter cannot be converted: oops", { name: "x", type: "B", value: "oops" }), 2);
});

test("an attribute that is not recognized is not guessed", () => {
  assert.equal(place("Item size has exceeded the maximum allowed size"), -1);
  assert.equal(place("One of the required keys was not given a value"), -1);
});
