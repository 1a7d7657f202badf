// Returns a description of the focused element, and whether the focus is visible.

const element = document.activeElement;
const style = getComputedStyle(element);
const box = element.querySelector(":scope > .box");
const before = box && getComputedStyle(box).strokeWidth;
return {
  place: [...document.querySelectorAll("*")].indexOf(element),
  name: `${element.tagName} ${element.id || element.getAttribute("aria-label") || element.textContent.slice(0, 40)}`,
  isBody: element === document.body,
  isVisible: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || parseFloat(before) >= 3,
};
