const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const LARGEST_EXPONENT = 125;
const SMALLEST_EXPONENT = -130;
const MOST_DIGITS = 38;

/**
 * Which of the attributes that were sent an error is about, as far as its message tells: DynamoDB
 * names keys, repeats some values, and of others only says what is wrong with one of them.
 *
 * @param {string} message DynamoDB's, or the API's, which begins with the attribute's path
 * @param {Array<{name: string, type: string, value: string}>} attributes as they were typed, sets
 *     with an element in each line
 * @returns {number} the place of the attribute; -1 if it can't be told
 */
export function blamed(message, attributes) {
  const named = attributes.findIndex(({ name }) =>
    name !== "" && new RegExp(`\\bkey:? ${escaped(name)}(?![\\w-])|^Item\\.${escaped(name)}(?![\\w-])`, "i").test(message));
  return named >= 0 ? named : attributes.findIndex((attribute) => fits(message, attribute));
}

function fits(message, { type, value }) {
  const elements = /^[NBS]S$/.test(type) ? value.split("\n").map((line) => line.trim()).filter(Boolean) : [value];
  if (/number|numeric|magnitude|digits/i.test(message)) {
    return /^NS?$/.test(type) && elements.some((each) => !isStorable(each));
  } else if (/set .*empty/i.test(message)) {
    return /^[NBS]S$/.test(type) && elements.length === 0;
  } else if (/duplicates/i.test(message)) {
    return new Set(elements).size < elements.length;
  }
  return value !== "" && message.endsWith(`: ${value.trim()}`);
}

/** Whether DynamoDB has such a number. A double can't tell: the largest one rounds to what is too large. */
function isStorable(text) {
  if (!NUMBER.test(text)) {
    return false;
  }
  const [mantissa, power = "0"] = text.trim().replace(/^[+-]/, "").toLowerCase().split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const first = digits.search(/[1-9]/);
  const exponent = first < 0 ? 0 : whole.length - 1 - first + Number(power);
  return exponent >= SMALLEST_EXPONENT && exponent <= LARGEST_EXPONENT
    && digits.replace(/^0+|0+$/g, "").length <= MOST_DIGITS;
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&");
