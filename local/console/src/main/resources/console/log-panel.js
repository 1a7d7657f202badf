import { el, panel, say } from "./dom.js";
import { count, number } from "./format.js";

/** Creates the panel of the log: the last numbers appended and sent, and the holder of the lease. */
export function logPanel(watch) {
  const names = ["Appended to", "Sent to", "Not sent yet", "Lease", "Epoch"];
  const values = names.map(() => el("dd", { class: "mono" }));
  const element = panel(
    "Log",
    { id: "log" },
    el(
      "div",
      { class: "body" },
      el("dl", { class: "endpoints" }, ...names.map((name, i) => el("div", {}, el("dt", {}, name), values[i]))),
    ),
  );
  let latest = {};
  const show = () => {
    const { epoch, end = 0, sent = 0, lease } = latest;
    [number(end), number(sent), count(end - sent, "record"), held(lease), epoch ?? "none yet"].forEach((text, i) =>
      say(values[i], text),
    );
  };
  const endWatch = watch.on("log", (data) => {
    latest = data;
    show();
  });
  const ticker = setInterval(show, 1_000); // a lease expires without an event
  show();
  return {
    element,
    end() {
      endWatch();
      clearInterval(ticker);
    },
  };
}

function held(lease) {
  const seconds = lease ? Math.ceil((new Date(lease.until) - Date.now()) / 1_000) : 0;
  return seconds > 0 ? `held for ${seconds} s` : "free";
}
