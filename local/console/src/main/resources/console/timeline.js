import { el } from "./dom.js";
import { duration } from "./format.js";
import { statusBadge } from "./status.js";

const MOST_ROWS = 200;
const LEAST_BAR = 3;

/** Creates a table with the start and duration of each visit, and a bar. */
export function timeline({ visits }, { startedAt, endedAt, events }, isChosen, onSelect) {
  const start = new Date(startedAt).getTime();
  const last = Math.max(...events.map(({ at }) => new Date(at).getTime()), start + 1);
  const end = endedAt ? Math.max(new Date(endedAt).getTime(), last) : last;
  const chosen = visits.filter(isChosen);
  const rows = chosen.slice(0, MOST_ROWS).map((visit) => {
    const from = new Date(visit.entered.at).getTime();
    const to = visit.exited ? new Date(visit.exited.at).getTime() : end;
    const bar = el("span", { class: "bar", "data-status": visit.status });
    // The least width makes visits without duration visible.
    bar.style.left = `calc((100% - ${LEAST_BAR}px) * ${(from - start) / (end - start)})`;
    bar.style.width = `calc((100% - ${LEAST_BAR}px) * ${Math.max(0, to - from) / (end - start)} + ${LEAST_BAR}px)`;
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        indentation(visit),
        el("button", { type: "button", class: "link", onclick: () => onSelect(visit.state) }, visit.state),
        ...(visit.iteration ? [el("span", { class: "hint" }, ` ${visit.iteration.index}`)] : []),
      ),
      el("td", {}, statusBadge(visit.status)),
      el("td", { class: "number" }, `+ ${duration(from - start)}`),
      el("td", { class: "number" }, visit.exited ? duration(to - from) : "…"),
      el("td", { class: "bars", "aria-hidden": "true" }, el("div", {}, bar)),
    );
  });
  const more = chosen.length - rows.length;
  return el(
    "div",
    { class: "table-scroller" },
    el(
      "table",
      { class: "list timeline", "aria-labelledby": "timeline-title" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...["State", "Status", "Started", "Duration"].map((name) => el("th", { scope: "col" }, name)),
          el("th", { scope: "col", "aria-hidden": "true" }),
        ),
      ),
      el("tbody", {}, ...rows),
    ),
    ...(more > 0 ? [el("p", { class: "hint body" }, `and ${more} more`)] : []),
  );
}

/** Creates the indentation of a visit by its depth in Maps. */
function indentation({ iteration }) {
  let depth = 0;
  for (let around = iteration; around; around = around.map.iteration) {
    depth++;
  }
  const space = el("span", { class: "indent" });
  space.style.width = `${depth * 14}px`;
  return space;
}
