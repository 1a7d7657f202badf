/** The types that the form offers, and how each makes DynamoDB JSON of what was typed. */
export const TYPES = {
  S: (text) => ({ S: text }),
  N: (text) => ({ N: text.trim() }),
  B: (text) => ({ B: text.trim() }),
  BOOL: (text) => ({ BOOL: text === "true" }),
  NULL: () => ({ NULL: true }),
  JSON: fromJson,
};

/** An object becomes a map, an array a list. Numbers keep their digits where the browser tells. */
function fromJson(text) {
  let value;
  try {
    value = JSON.parse(text, (name, inner, context) => attribute(inner, context?.source));
  } catch (error) {
    throw new SyntaxError(`This isn't JSON: ${error.message}`);
  }
  if (!value.M && !value.L) {
    throw new SyntaxError("JSON may be an object or an array here; the other types have their own entry.");
  }
  return value;
}

/** Called from the inside out: what a container holds are attributes already. */
function attribute(value, source) {
  switch (typeof value) {
    case "string": return { S: value };
    case "number": return { N: source ?? String(value) };
    case "boolean": return { BOOL: value };
    default: return value === null ? { NULL: true } : Array.isArray(value) ? { L: value } : { M: value };
  }
}
