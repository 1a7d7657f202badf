// Returns the controls in document order. The keyboard stops at one radio button of a group.

const all = [...document.querySelectorAll("*")];
const canHaveFocus = (element) =>
  element.matches("a[href], button, input, select, textarea, summary, [tabindex]") &&
  !element.disabled &&
  element.tabIndex >= 0 &&
  !(element.type === "radio" && !element.checked) &&
  element.checkVisibility({ visibilityProperty: true });
return all.flatMap((element, place) =>
  canHaveFocus(element)
    ? [
        `${place} ${element.tagName} ${element.id || element.getAttribute("aria-label") || element.textContent.slice(0, 40)}`,
      ]
    : [],
);
