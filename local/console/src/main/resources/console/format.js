const NUMBER = new Intl.NumberFormat("en");
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export const number = (value) => NUMBER.format(value);
export const clock = (date) => CLOCK.format(date);

/** Returns a number with its unit: `1 item`, `1,200 items`. */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

/**
 * Formats a duration.
 *
 * @param {number} ms
 */
export function duration(ms) {
  if (ms < 1) {
    return "< 1 ms";
  } else if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  } else if (ms < 60_000) {
    return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  }
  return ms < 3_600_000
    ? `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1_000) % 60} s`
    : `${Math.floor(ms / 3_600_000)} h ${Math.floor(ms / 60_000) % 60} min`;
}

/**
 * Formats the time since a moment.
 *
 * @param {string} at in ISO 8601
 */
export function ago(at) {
  const ms = Date.now() - new Date(at);
  if (ms < 1_000) {
    return "now";
  } else if (ms < 60_000) {
    return `${Math.floor(ms / 1_000)} s ago`;
  }
  return `${ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : duration(ms)} ago`;
}

/** Indents JSON. Other text stays as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Returns `Not open yet` for `notOpenYet`. */
export function words(name) {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced[0].toUpperCase() + spaced.slice(1);
}

export function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
