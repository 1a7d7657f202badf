import * as api from "./api.js";
import { copyButton } from "./copy.js";
import { el, panel } from "./dom.js";
import { clock, duration, number, pretty, words } from "./format.js";
import { History } from "./history.js";
import { machine } from "./machine.js";
import { MachinePicture } from "./machine-picture.js";
import { StatePanel } from "./state-panel.js";
import { statusBadge } from "./status.js";
import { timeline } from "./timeline.js";

const POLL_MS = 400;

/** Shows one execution: its path, the input and output of each state, and a timeline. */
export function executionView(root, arn) {
  const view = new ExecutionView(root, arn);
  return () => view.end();
}

class ExecutionView {
  #root;
  #arn;
  #ended = false;
  #timer;
  #picture;
  #state;
  #summary = el("div", { class: "body summary" });
  #timeline = el("div");
  #selected;
  #iteration; // undefined for all
  #history;
  #execution;

  constructor(root, arn) {
    this.#root = root;
    this.#arn = arn;
    root.append(el("p", { class: "back" }, el("a", { href: "#/executions" }, "← All executions")));
    this.#load();
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #load() {
    try {
      const execution = await api.execution(this.#arn);
      if (this.#ended) {
        return;
      }
      this.#execution = execution;
      this.#history = new History(execution.events, execution.status);
      if (!this.#picture) {
        this.#build();
      }
      this.#show();
    } catch (error) {
      if (!(error instanceof api.ApiError)) {
        throw error;
      }
      if (!this.#picture) {
        this.#root.append(
          el(
            "p",
            { class: "panel problem", role: "alert" },
            error.code === "NotFound"
              ? "Execution not found. Only the newest executions that have ended are kept."
              : error.message,
          ),
        );
        return;
      }
    }
    if (!this.#ended && this.#execution.status === "RUNNING") {
      this.#timer = setTimeout(() => this.#load(), POLL_MS);
    }
  }

  #build() {
    const { definition, stateMachine, name } = this.#execution;
    this.#picture = new MachinePicture(machine(definition), stateMachine, (id) => this.#select(id));
    this.#state = new StatePanel(this.#arn, definition, (iteration) => {
      this.#iteration = iteration;
      this.#show();
    });
    const data = el("details", { class: "io" }, el("summary", {}, "Input and output of the execution"));
    data.addEventListener("toggle", () => data.append(this.#io()), { once: true });
    this.#root.append(
      panel(`Execution of ${stateMachine}`, { id: "execution", hint: name }, this.#summary, data),
      el("div", { class: "split" }, panel("Path", { id: "path" }, this.#picture.element), this.#state.element),
      panel("Timeline", { id: "timeline" }, this.#timeline),
    );
  }

  /** Creates the input and output. A running execution has no output yet; the next poll brings it. */
  #io() {
    const { input, output, cause } = this.#execution;
    return el(
      "div",
      { class: "io-body" },
      ...[
        ["Input", input],
        ["Output", output],
        ["Cause", cause],
      ]
        .filter(([, text]) => text !== undefined)
        .map(([title, text]) =>
          el(
            "div",
            {},
            el(
              "div",
              { class: "raw-head" },
              el("span", {}, title),
              copyButton(title, () => text),
            ),
            el("pre", { tabindex: "0", "aria-label": title }, pretty(text)),
          ),
        ),
    );
  }

  #select(id) {
    this.#selected = id;
    this.#picture.select(id);
    this.#show();
  }

  #show() {
    const { status, startedAt, endedAt, counts, error } = this.#execution;
    const facts = [
      ["Started", clock(new Date(startedAt))],
      ["Duration", endedAt ? duration(new Date(endedAt) - new Date(startedAt)) : "…"],
      ...Object.entries(counts ?? {}).map(([name, value]) => [words(name), number(value)]),
      ...(error ? [["Error", error]] : []),
    ];
    this.#summary.replaceChildren(
      statusBadge(status.toLowerCase()),
      el(
        "dl",
        { class: "facts" },
        ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
      ),
    );
    const isChosen = this.#isChosen();
    this.#picture.show(this.#history, isChosen);
    this.#state.show(this.#selected, this.#history, isChosen, this.#iteration);
    this.#timeline.replaceChildren(timeline(this.#history, this.#execution, isChosen, (state) => this.#select(state)));
  }

  /** Returns a predicate for visits within the chosen iteration or outside its Map. */
  #isChosen() {
    const chosen = this.#iteration === undefined ? undefined : this.#history.iterations[this.#iteration];
    if (!chosen) {
      return () => true;
    }
    return ({ iteration }) => {
      for (let around = iteration; around; around = around.map.iteration) {
        if (around.map.state === chosen.map.state) {
          return around === chosen;
        }
      }
      return true;
    };
  }
}
