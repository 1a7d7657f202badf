/** Returns the key of a change as text. */
export function keyText({ keys = {} }) {
  return Object.entries(keys)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(", ");
}

/**
 * Returns the attributes that a change affected, except the key and as far as the projection shows
 * them.
 *
 * @returns {Array<{name: string, before: *, after: *}>} `undefined` for a missing value
 */
export function differences({ event, keys = {}, new: after = {}, old: before = {}, changed }) {
  const names = event === "MODIFY" && Array.isArray(changed) ? changed : Object.keys({ ...before, ...after });
  return names
    .filter((name) => !Object.hasOwn(keys, name))
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }));
}

/** Returns a value on one line, shortened: it may have 400 KB. */
export function shown(value) {
  if (value === "") {
    return "“”";
  }
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
