// Returns the texts of the page with too little contrast by WCAG 2.2, 1.4.3: below 4.5 to 1, or 3 to 1 for
// large text. Disabled controls are exempt.

const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pencil = canvas.getContext("2d", { willReadFrequently: true });

/** Returns a color as red, green, blue and opacity from 0 to 1. */
function rgba(color) {
  pencil.clearRect(0, 0, 1, 1);
  pencil.fillStyle = color;
  pencil.fillRect(0, 0, 1, 1);
  return [...pencil.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
}

const over = ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1];

function luminance([r, g, b]) {
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Returns the color behind an element, blended from its backgrounds and, in a picture, the box of its
 * node.
 */
function behind(element) {
  const layers = [];
  for (let around = element; around; around = around.parentElement) {
    const box = around.querySelector(":scope > .box");
    layers.push(rgba(box ? getComputedStyle(box).fill : getComputedStyle(around).backgroundColor));
  }
  return layers.reverse().reduce((below, layer) => over(layer, below), [1, 1, 1, 1]);
}

function opacity(element) {
  let all = 1;
  for (let around = element; around; around = around.parentElement) {
    all *= Number(getComputedStyle(around).opacity);
  }
  return all;
}

function check(element, text, style, opaque) {
  const [r, g, b, a] = rgba(element instanceof SVGElement ? style.fill : style.color);
  const back = behind(element);
  const found = contrast(over([r, g, b, a * opaque], back), back);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  return found >= (isLarge ? 3 : 4.5)
    ? []
    : [`${found.toFixed(2)} to 1: "${text.trim().slice(0, 40)}" (${element.tagName} ${element.getAttribute("class")})`];
}

const problems = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let checked = 0;
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  const text = texts.currentNode.data;
  if (
    text.trim() !== "" &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest(".visually-hidden, :disabled, script")
  ) {
    checked++;
    problems.push(...check(element, text, getComputedStyle(element), opacity(element)));
  }
}
for (const field of document.querySelectorAll("input, textarea")) {
  if (field.checkVisibility() && field.placeholder) {
    checked++;
    const style = getComputedStyle(field, "::placeholder");
    problems.push(...check(field, field.placeholder, style, opacity(field) * Number(style.opacity)));
  }
}
return { checked, problems: [...new Set(problems)] };
