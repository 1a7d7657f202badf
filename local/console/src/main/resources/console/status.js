import { el, svg } from "./dom.js";

/** Labels and icons of statuses. The icons make them recognizable without color. */
const STATUSES = {
  running: ["Running", "M5 8a3 3 0 1 0 3-3"],
  succeeded: ["Succeeded", "M4.5 8.2L7 10.7L11.5 5.5"],
  caught: ["Caught error", "M8 4.2V8.6M8 11.2V11.6"],
  failed: ["Failed", "M5.2 5.2L10.8 10.8M10.8 5.2L5.2 10.8"],
  timed_out: ["Timed out", "M8 4.5V8.2L10.5 9.8"],
  aborted: ["Aborted", "M5 8H11"],
};

export const statusWords = (status) => STATUSES[status]?.[0] ?? "Not run";

/** Creates an icon of 16 by 16 pixels. */
export function statusIcon(status, attributes = {}) {
  return svg("g", { class: "status-icon", ...attributes }, ...iconParts(status));
}

export function iconParts(status) {
  return STATUSES[status] ? [svg("circle", { cx: 8, cy: 8, r: 7.5 }), svg("path", { d: STATUSES[status][1] })] : [];
}

export function statusBadge(status) {
  return el(
    "span",
    { class: "status", "data-status": status },
    svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, statusIcon(status)),
    statusWords(status),
  );
}
