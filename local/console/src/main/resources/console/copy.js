import { el } from "./dom.js";

const SHOWN_MS = 1500;

/**
 * Returns a button that copies the result of `text()`.
 *
 * @param {string} what the object of "Copy …" in its accessible name
 */
export function copyButton(what, text) {
  const label = el("span", { "aria-live": "polite" }, "Copy");
  const button = el(
    "button",
    { type: "button", class: "copy", title: `Copy ${what}` },
    label,
    el("span", { class: "visually-hidden" }, ` ${what}`),
  );
  let timer;
  button.addEventListener("click", async () => {
    let shown = "Copied";
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      shown = "Not allowed";
    }
    label.textContent = shown;
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = "Copy";
    }, SHOWN_MS);
  });
  return button;
}
