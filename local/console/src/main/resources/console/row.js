import { differences, keyText, shown } from "./changes.js";
import { copyButton } from "./copy.js";
import { el } from "./dom.js";
import { clock } from "./format.js";

const EVENTS = ["INSERT", "MODIFY", "REMOVE"];
const COLUMNS = 4;

/** Creates a row of the feed: a change, a text, or a note of the page. */
export function row(entry) {
  if (entry.note) {
    return el(
      "tr",
      { class: "note" },
      el("td", {}, time(entry.received)),
      el("td", { colspan: COLUMNS - 1 }, entry.note),
    );
  }
  return entry.change ? changeRow(entry) : textRow(entry);
}

/** Returns the text of an entry for screen readers. */
export function words({ change, text }) {
  return change ? `${change.event} ${keyText(change)}` : text;
}

function changeRow({ change, received }) {
  const event = EVENTS.includes(change.event) ? change.event : "OTHER";
  const committed = new Date(change.at);
  const at = Number.isNaN(committed.getTime()) ? received : committed;
  const keys = el("span", { class: "keys" });
  for (const [name, value] of Object.entries(change.keys ?? {})) {
    keys.append(el("span", { class: "key" }, el("span", { class: "name" }, name), " ", shown(value)));
  }
  return opening(
    at,
    event,
    String(change.event),
    [el("div", { class: "change" }, keys, values(change))],
    change,
    `The change of ${keyText(change)}`,
  );
}

function values(change) {
  const tags = crossing(change);
  if (change.truncated) {
    return el(
      "span",
      { class: "values" },
      ...tags,
      el(
        "span",
        { class: "truncated", title: "The change is larger than a frame: only its key was sent." },
        "truncated",
      ),
    );
  }
  const list = differences(change).map(({ name, before, after }) =>
    el("span", { class: "value" }, el("span", { class: "name" }, name), " ", ...transition(before, after)),
  );
  return el("span", { class: "values" }, ...tags, ...list);
}

/** Creates the mark of an item that enters or leaves the filter but exists on both sides of it. */
function crossing({ enter, leave }) {
  const tag = (text, title) => el("span", { class: "crossing", title }, text);
  return [
    ...(enter ? [tag("enters", "The item existed already, but didn't match the filter")] : []),
    ...(leave ? [tag("leaves", "The item still exists, but no longer matches the filter")] : []),
  ];
}

function transition(before, after) {
  const was = el("del", {}, shown(before));
  if (after === undefined) {
    return before === undefined ? ["changed"] : [was];
  }
  return before === undefined ? [shown(after)] : [was, " → ", shown(after)];
}

function textRow({ text, received }) {
  return opening(received, "TEXT", "TEXT", [el("span", { class: "text" }, shown(text))], text, "The text");
}

/** Creates a row with a button that opens the JSON below. The JSON is created when it is opened. */
function opening(at, event, label, what, content, title) {
  const button = el(
    "button",
    { type: "button", class: "quiet raw-button", "aria-expanded": "false", "aria-label": `JSON of ${title}` },
    "JSON",
  );
  const line = el(
    "tr",
    {},
    el("td", {}, time(at)),
    el("td", {}, el("span", { class: "badge", "data-event": event }, label)),
    el("td", { class: "what" }, ...what),
    el("td", {}, button),
  );
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      line.after(raw(content, title));
    } else {
      line.nextElementSibling.remove();
    }
  });
  return line;
}

function raw(content, title) {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  return el(
    "tr",
    { class: "raw" },
    el(
      "td",
      { colspan: COLUMNS },
      el(
        "div",
        { class: "raw-head" },
        el("span", {}, title),
        copyButton("the message", () => text),
      ),
      el("pre", { tabindex: "0", "aria-label": title }, text),
    ),
  );
}

function time(date) {
  return el("time", { datetime: date.toISOString(), title: date.toISOString() }, clock(date));
}
