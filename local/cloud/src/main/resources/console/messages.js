/**
 * Reads a text frame. Changes come in JSON; whatever else comes is a text of the user's own.
 *
 * @returns {Array<{change: object, id: string}|{text: string}>} nothing for the answer to a ping
 */
export function read(frame) {
  const message = parse(frame);
  if (message?.type === "pong") {
    return [];
  }
  if (message?.type === "changes" && Array.isArray(message.changes)) {
    return message.changes.map((change) => ({ change, id: String(message.id) }));
  }
  return [{ text: frame }];
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

function parse(frame) {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
