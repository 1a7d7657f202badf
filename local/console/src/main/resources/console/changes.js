/** The key of a change in words. */
export function keyText({ keys = {} }) {
  return Object.entries(keys).map(([name, value]) => `${name} ${shown(value)}`).join(", ");
}

/**
 * What a change did to the attributes besides the key, as far as its projection tells.
 *
 * @returns {Array<{name: string, before: *, after: *}>} `undefined` where there was or is none
 */
export function differences({ event, keys = {}, new: after = {}, old: before = {}, changed }) {
  const names = event === "MODIFY" && Array.isArray(changed)
    ? changed
    : Object.keys({ ...before, ...after });
  return names
    .filter((name) => !Object.hasOwn(keys, name))
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }));
}

/** A value in one line, shortened: it may have 400 KB. */
export function shown(value) {
  if (value === "") {
    return "“”";
  }
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
