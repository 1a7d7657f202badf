/** What may follow in a filter besides attributes. */
const LANGUAGE = [
  "AND", "OR", "NOT", "BETWEEN", "IN",
  "attribute_exists(", "attribute_not_exists(", "attribute_type(", "begins_with(", "contains(", "size(",
];
const PLAIN_NAME = /^[A-Za-z_]\w*$/;
const MOST = 8;

/**
 * The placeholders of a filter, each once, in the order in which they come.
 *
 * @returns {Array<string>} such as `#n` and `:v`
 */
export function placeholders(text) {
  return [...new Set(text.match(/[#:]\w+/g) ?? [])];
}

/**
 * The word that ends at the caret.
 *
 * @returns {{start: number, word: string}}
 */
export function wordAt(text, caret) {
  const [word] = text.slice(0, caret).match(/(?<![\w#:])[A-Za-z_]\w*$/) ?? [""];
  return { start: caret - word.length, word };
}

/**
 * What a word may become: the attributes first, each as the filter has to write it.
 *
 * @param {string} word as far as it was typed
 * @param {Array<string>} attributes those that are known
 * @returns {Array<{label: string, insert: string, name: (string|undefined)}>} `name` is what a
 *     `#placeholder` in `insert` stands for
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

/** A value as it was typed: JSON if it is that, else a text. */
export function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What to type for a value. */
export function typed(each) {
  return typeof each === "string" && value(each) === each ? each : JSON.stringify(each);
}

/**
 * What to ask the server for.
 *
 * @param {Map<string, string>} texts what was typed for each placeholder
 * @returns {{filter: string, names: Object, values: Object}} without what is empty
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

/** What a subscription sees, in words: its filter with what stands in it. */
export function described({ filter, names = {}, values = {}, attributes }) {
  const given = [
    ...Object.entries(names),
    ...Object.entries(values).map(([name, each]) => [name, JSON.stringify(each)]),
  ].map(([name, text]) => `${name} = ${text}`);
  return { filter: filter ?? "everything", given: given.join(", "), attributes: attributes?.join(", ") };
}

/** What a list says when its filter has changed. */
export function note(view) {
  const { filter, given } = described(view);
  return `From here on: ${filter}${given && ` (${given})`}.`;
}
