const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const LARGEST_EXPONENT = 125;
const SMALLEST_EXPONENT = -130;
const MOST_DIGITS = 38;

/**
 * Finds the attribute that an error is about, if its message says enough: DynamoDB names keys and
 * repeats some values, but for others it only describes the fault.
 *
 * @param {string} message from DynamoDB, or from the API, which starts with the path of the attribute
 * @param {Array<{name: string, type: string, value: string}>} attributes as typed; sets have one
 *     element per line
 * @returns {number} index of the attribute; -1 if unknown
 */
export function blamed(message, attributes) {
  const named = attributes.findIndex(
    ({ name }) =>
      name !== "" &&
      new RegExp(`\\bkey:? ${escaped(name)}(?![\\w-])|^Item\\.${escaped(name)}(?![\\w-])`, "i").test(message),
  );
  return named >= 0 ? named : attributes.findIndex((attribute) => fits(message, attribute));
}

function fits(message, { type, value }) {
  const elements = /^[NBS]S$/.test(type)
    ? value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
    : [value];
  if (/number|numeric|magnitude|digits/i.test(message)) {
    return /^NS?$/.test(type) && elements.some((each) => !isStorable(each));
  } else if (/set .*empty/i.test(message)) {
    return /^[NBS]S$/.test(type) && elements.length === 0;
  } else if (/duplicates/i.test(message)) {
    return new Set(elements).size < elements.length;
  }
  return value !== "" && message.endsWith(`: ${value.trim()}`);
}

/**
 * Returns whether DynamoDB can store a number. Doubles are too imprecise for that: the largest number
 * rounds to one that is too large.
 */
function isStorable(text) {
  if (!NUMBER.test(text)) {
    return false;
  }
  const [mantissa, power = "0"] = text.trim().replace(/^[+-]/, "").toLowerCase().split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const first = digits.search(/[1-9]/);
  const exponent = first < 0 ? 0 : whole.length - 1 - first + Number(power);
  return (
    exponent >= SMALLEST_EXPONENT &&
    exponent <= LARGEST_EXPONENT &&
    digits.replace(/^0+|0+$/g, "").length <= MOST_DIGITS
  );
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&");
