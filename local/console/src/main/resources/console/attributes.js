/**
 * The types of DynamoDB in a form: their labels, and the conversion between typed text and DynamoDB
 * JSON.
 *
 * `JSON` is for input only: a plain object or array, which becomes a map or a list.
 */
export const TYPES = {
  S: { label: "String", write: (text) => text, read: (value) => value },
  N: { label: "Number", write: (text) => text.trim(), read: (value) => value },
  BOOL: { label: "Boolean", write: (text) => text === "true", read: String },
  NULL: { label: "Null", write: () => true, read: () => "" },
  M: {
    label: "Map",
    write: (text) => parse(text, isObject, 'an object such as {"zip": {"S": "94103"}}'),
    read: indented,
  },
  L: {
    label: "List",
    write: (text) => parse(text, Array.isArray, 'an array such as [{"S": "94103"}]'),
    read: indented,
  },
  SS: { label: "String set", write: lines, read: joined },
  NS: { label: "Number set", write: lines, read: joined },
  BS: { label: "Binary set", write: lines, read: joined },
  B: { label: "Binary", write: (text) => text.trim(), read: (value) => value },
  JSON: { label: "Plain JSON", write: fromJson },
};

/** Returns whether values of a type need more than one line. */
export const isLong = (type) => ["M", "L", "SS", "NS", "BS", "JSON"].includes(type);

/**
 * Converts typed text to DynamoDB JSON.
 *
 * @throws {SyntaxError} if the text is no value of the type
 */
export function attribute(type, text) {
  const value = TYPES[type].write(text);
  return type === "JSON" ? value : { [type]: value };
}

/** Returns an attribute on one line, similar to plain JSON. */
export function plain(value) {
  const [[type, inner]] = Object.entries(value);
  switch (type) {
    case "NULL":
      return "null";
    case "BOOL":
      return String(inner);
    case "M":
      return `{${Object.entries(inner)
        .map(([name, each]) => `${name}: ${plain(each)}`)
        .join(", ")}}`;
    case "L":
      return `[${inner.map(plain).join(", ")}]`;
    case "SS":
    case "NS":
    case "BS":
      return `{${inner.join(", ")}}`;
    default:
      return inner === "" ? "“”" : inner;
  }
}

function fromJson(text) {
  const value = parse(
    text,
    () => true,
    "",
    (name, inner, context) => typed(inner, context?.source),
  );
  if (!value.M && !value.L) {
    throw new SyntaxError("JSON must be an object or an array; choose another type for other values.");
  }
  return value;
}

/**
 * Converts a value to DynamoDB JSON. Called from the inside out: the values within a container are
 * converted already.
 */
function typed(value, source) {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: source ?? String(value) };
    case "boolean":
      return { BOOL: value };
    default:
      return value === null ? { NULL: true } : Array.isArray(value) ? { L: value } : { M: value };
  }
}

function parse(text, isMeant, meant, reviver) {
  let value;
  try {
    value = JSON.parse(text, reviver);
  } catch (error) {
    throw new SyntaxError(`Invalid JSON: ${error.message}`);
  }
  if (!isMeant(value)) {
    throw new SyntaxError(`Must be ${meant}.`);
  }
  return value;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function indented(value) {
  return JSON.stringify(value, null, 2);
}

function lines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function joined(values) {
  return values.join("\n");
}
