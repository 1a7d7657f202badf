import { copyButton } from "./copy.js";
import { el } from "./dom.js";
import { differences } from "./messages.js";

const EVENTS = ["INSERT", "MODIFY", "REMOVE"];
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** A row of the feed: a change, a text, or a note of the page itself. */
export function row(entry) {
  if (entry.note) {
    return el("li", { class: "note" }, time(entry.received), el("span", {}, entry.note));
  }
  return entry.change ? changeRow(entry) : textRow(entry);
}

/** The key of a change in words. */
export function keyText(change) {
  return Object.entries(change.keys ?? {}).map(([name, value]) => `${name} ${show(value)}`).join(", ");
}

function changeRow({ change, id, received }) {
  const event = EVENTS.includes(change.event) ? change.event : "OTHER";
  const committed = new Date(change.at);
  const at = Number.isNaN(committed.getTime()) ? received : committed;
  const keys = el("span", { class: "keys" });
  for (const [name, value] of Object.entries(change.keys ?? {})) {
    keys.append(el("span", { class: "key" }, el("span", { class: "name" }, name), " ", show(value)));
  }
  const summary = el("summary", {},
      time(at),
      el("span", { class: "badge", "data-event": event }, String(change.event)),
      el("span", { class: "what" }, keys, values(change)));
  return expandable(summary, change, `Message ${id}`);
}

function values(change) {
  if (change.truncated) {
    return el("span", { class: "values" },
        el("span", { class: "truncated", title: "The change is larger than a frame: only its key was sent." }, "truncated"));
  }
  const shown = differences(change).map(({ name, before, after }) =>
    el("span", { class: "value" }, el("span", { class: "name" }, name), " ", ...transition(before, after)));
  return el("span", { class: "values" }, ...shown);
}

function transition(before, after) {
  const was = el("del", {}, show(before));
  if (after === undefined) {
    return before === undefined ? ["changed"] : [was];
  }
  return before === undefined ? [show(after)] : [was, " → ", show(after)];
}

function textRow({ text, received }) {
  const summary = el("summary", {},
      time(received),
      el("span", { class: "badge", "data-event": "TEXT" }, "TEXT"),
      el("span", { class: "what" }, el("span", { class: "text" }, text)));
  return expandable(summary, text, "Text frame");
}

/** The JSON is made when it is asked for. */
function expandable(summary, content, title) {
  const details = el("details", {}, summary);
  details.addEventListener("toggle", () => {
    const raw = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    details.append(el("div", { class: "raw" },
        el("div", { class: "raw-head" }, el("span", {}, title), copyButton("the message", () => raw)),
        el("pre", { tabindex: "0", "aria-label": title }, raw)));
  }, { once: true });
  return el("li", {}, details);
}

function time(date) {
  return el("time", { datetime: date.toISOString(), title: date.toISOString() }, clock.format(date));
}

function show(value) {
  if (value === "") {
    return "“”";
  }
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}
