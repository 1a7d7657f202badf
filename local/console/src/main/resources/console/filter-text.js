/** Words of the filter language. */
const LANGUAGE = [
  "AND",
  "OR",
  "NOT",
  "BETWEEN",
  "IN",
  "attribute_exists(",
  "attribute_not_exists(",
  "attribute_type(",
  "begins_with(",
  "contains(",
  "size(",
];
const PLAIN_NAME = /^[A-Za-z_]\w*$/;
const MOST = 8;

/**
 * Returns the placeholders of a filter in order of their first use.
 *
 * @returns {Array<string>} such as `#n` and `:v`
 */
export function placeholders(text) {
  return [...new Set(text.match(/[#:]\w+/g) ?? [])];
}

/**
 * Returns the word that ends at the caret.
 *
 * @returns {{start: number, word: string}}
 */
export function wordAt(text, caret) {
  const [word] = text.slice(0, caret).match(/(?<![\w#:])[A-Za-z_]\w*$/) ?? [""];
  return { start: caret - word.length, word };
}

/**
 * Returns completions of a word: attributes first, written as the filter requires.
 *
 * @param {string} word the part typed so far
 * @param {Array<string>} attributes known names
 * @returns {Array<{label: string, insert: string, name: (string|undefined)}>} `name` is the attribute
 *     that a `#placeholder` in `insert` stands for
 */
export function suggestions(word, attributes) {
  if (word === "") {
    return [];
  }
  const begins = (text) => text.toLowerCase().startsWith(word.toLowerCase()) && text !== word;
  return [
    ...attributes.filter(begins).sort().map(attribute),
    ...LANGUAGE.filter(begins).map((text) => ({ label: text, insert: text })),
  ].slice(0, MOST);
}

function attribute(name) {
  return PLAIN_NAME.test(name)
    ? { label: name, insert: name }
    : { label: name, insert: `#${name.replace(/\W+/g, "_")}`, name };
}

/** Parses a typed value: JSON if it is valid, otherwise a string. */
export function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns the text to type for a value. */
export function typed(each) {
  return typeof each === "string" && value(each) === each ? each : JSON.stringify(each);
}

/**
 * Returns the options of a subscription. Empty ones are omitted.
 *
 * @param {Map<string, string>} texts typed text by placeholder
 * @returns {{filter: string, names: Object, values: Object}}
 */
export function request(filter, texts) {
  const names = {};
  const values = {};
  for (const placeholder of placeholders(filter)) {
    const text = texts.get(placeholder) ?? "";
    if (placeholder.startsWith("#")) {
      names[placeholder] = text;
    } else {
      values[placeholder] = value(text);
    }
  }
  const some = (object) => (Object.keys(object).length > 0 ? object : undefined);
  return { filter, names: some(names), values: some(values) };
}

/** Describes a subscription in words: its filter and the values in it. */
export function described({ filter, names = {}, values = {}, attributes }) {
  const given = [
    ...Object.entries(names),
    ...Object.entries(values).map(([name, each]) => [name, JSON.stringify(each)]),
  ].map(([name, text]) => `${name} = ${text}`);
  return { filter: filter ?? "everything", given: given.join(", "), attributes: attributes?.join(", ") };
}

/** Returns the note that a list shows when its filter has changed. */
export function note(view) {
  const { filter, given } = described(view);
  return `From here on: ${filter}${given && ` (${given})`}.`;
}
