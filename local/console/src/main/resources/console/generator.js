import * as api from "./api.js";
import { byId, el, panel, say } from "./dom.js";
import { number } from "./format.js";

const OFF = { clients: 0, changesPerSecond: 0, faults: false };

/** Creates the panel of the load generator: clients, changes and faults. */
export function generatorPanel(watch) {
  const clients = el("input", { id: "generator-clients", type: "number", min: 0, max: 500, value: 20, required: true });
  const changes = el("input", {
    id: "generator-changes",
    type: "number",
    min: 0,
    max: 2000,
    value: 50,
    required: true,
  });
  const faults = el("input", { id: "generator-faults", type: "checkbox", onchange: () => running && start() });
  const stop = el(
    "button",
    { type: "button", class: "danger", id: "generator-stop", onclick: () => send(OFF) },
    "Stop",
  );
  const facts = el("dl", { class: "facts", id: "generator-facts" });
  const result = el("p", { class: "result", id: "generator-result", role: "status" });
  const form = el(
    "form",
    {
      class: "body",
      id: "generator-form",
      onsubmit: (event) => {
        event.preventDefault();
        start();
      },
    },
    el("p", { class: "hint" }, "Connects clients that watch, and changes items of the source table."),
    el(
      "div",
      { class: "pair" },
      el("div", { class: "field" }, el("label", { for: "generator-clients" }, "Clients"), clients),
      el("div", { class: "field" }, el("label", { for: "generator-changes" }, "Changes a second"), changes),
    ),
    el("label", { class: "check", for: "generator-faults" }, faults, "Faults"),
    el(
      "p",
      { class: "hint" },
      "Some posts are throttled, late, fail or lose their connection; functions crash; clients vanish. No client may miss a change.",
    ),
    el(
      "div",
      { class: "actions" },
      el("button", { type: "submit", class: "primary", id: "generator-start" }, "Start"),
      stop,
    ),
    facts,
    result,
  );
  let running = false;
  let known = false;
  let faultsBefore = false;

  const start = () =>
    send({ clients: clients.valueAsNumber, changesPerSecond: changes.valueAsNumber, faults: faults.checked });

  async function send(settings) {
    try {
      show(await api.generate(settings));
    } catch (error) {
      if (!(error instanceof api.ApiError)) {
        throw error;
      }
      tell("error", error.message);
    }
  }

  function tell(state, text) {
    result.dataset.state = state;
    say(result, text);
  }

  function show(state) {
    running = state.clients > 0 || state.changesPerSecond > 0 || state.faults;
    if (!known && running) {
      clients.value = state.clients;
      changes.value = state.changesPerSecond;
    }
    if (state.faults !== faultsBefore) {
      faultsBefore = state.faults;
      faults.checked = state.faults;
    }
    known = true;
    stop.disabled = !running;
    byId("generator-start").textContent = running ? "Change" : "Start";
    facts.replaceChildren(
      ...[
        ["Connected", `${number(state.connected)} of ${number(state.clients)}`],
        ["Changes", `${number(state.written)}, ${number(state.writtenPerSecond)} a second`],
        ["Messages received", number(state.received)],
        ["Connections lost", number(state.lost)],
      ].map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
    );
    tell(state.problem ? "error" : "", state.problem);
  }

  const element = panel("Generator", { id: "generator" }, form);
  let end = () => {};
  queueMicrotask(() => {
    end = watch.on("generator", show);
  });
  return { element, end: () => end() };
}
