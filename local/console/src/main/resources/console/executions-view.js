import { el, panel, say } from "./dom.js";
import { executionView } from "./execution-view.js";
import { clock, duration, number, words } from "./format.js";
import { showKeyed } from "./keyed.js";
import { statusBadge } from "./status.js";

const COUNTS = ["targeted", "delivered", "gone", "closed"];

/** Shows the list of executions, the newest first, or one execution. */
export function executionsView(root, context) {
  return context.argument ? executionView(root, context.argument) : list(root, context);
}

function list(root, { watch }) {
  let paused = false;
  let latest;
  const pause = el(
    "button",
    {
      type: "button",
      class: "quiet",
      id: "pause-list",
      "aria-pressed": "false",
      onclick: () => {
        paused = !paused;
        pause.setAttribute("aria-pressed", String(paused));
        say(pause, paused ? "Resume" : "Pause");
        show(latest);
      },
    },
    "Pause",
  );
  const rows = el("tbody", { id: "executions-rows" });
  const empty = el(
    "p",
    { class: "empty" },
    "Nothing has been broadcast yet. Each batch of changes starts an execution of the workflow.",
  );
  const box = panel(
    "Executions",
    { id: "executions", hint: "", tools: [pause] },
    el(
      "div",
      { class: "table-scroller" },
      el(
        "table",
        { class: "list", "aria-labelledby": "executions-title" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...["Execution", "Status", "Started", "Duration"].map((name) => el("th", { scope: "col" }, name)),
            ...COUNTS.map((name) => el("th", { scope: "col", class: "number" }, words(name))),
          ),
        ),
        rows,
      ),
    ),
    empty,
  );
  root.append(box);

  function show(data) {
    if (data && !paused) {
      say(
        box.querySelector(".hint"),
        data.total > data.executions.length
          ? `the newest ${number(data.executions.length)} of ${number(data.total)}`
          : String(number(data.total)),
      );
      empty.hidden = data.total > 0;
      showKeyed(rows, data.executions, ({ arn }) => arn, row);
    }
  }

  return watch.on("executions", (data) => {
    latest = data;
    show(data);
  });
}

function row(execution) {
  const status = el("td");
  const lasted = el("td");
  const counts = COUNTS.map(() => el("td", { class: "number" }));
  const line = el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("a", { class: "mono", href: `#/executions/${encodeURIComponent(execution.arn)}` }, execution.name),
    ),
    status,
    el(
      "td",
      {},
      el("time", { datetime: execution.startedAt, title: execution.startedAt }, clock(new Date(execution.startedAt))),
    ),
    lasted,
    ...counts,
  );
  let shown;
  line.update = (now) => {
    if (now.status !== shown) {
      shown = now.status;
      status.replaceChildren(statusBadge(now.status.toLowerCase()));
    }
    say(lasted, now.endedAt ? duration(new Date(now.endedAt) - new Date(now.startedAt)) : "…");
    counts.forEach((cell, i) => {
      const value = now.counts?.[COUNTS[i]];
      say(cell, value === undefined ? "–" : number(value));
      cell.classList.toggle("zero", !value);
    });
  };
  return line;
}
