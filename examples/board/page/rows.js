// The list on the screen. An order keeps its element, and with it the focus.

const NEXT = { new: ["preparing", "Start"], preparing: ["ready", "Ready"], ready: ["collected", "Hand over"] };
const PENDING = { saving: "Saving…", waiting: "Waiting for the connection" };
const MONEY = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

const shown = new Map(); // elements, by the order's id
const template = document.querySelector("#order");

export const money = (cents) => MONEY.format(cents / 100);

/** Renders rows in an `<ol>`. `move` is called with a row and its new status when the user chooses one. */
export function render(list, rows, move) {
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined;
  const place = [...list.children].indexOf(focused?.closest("li"));
  const isFirst = !shown.size;
  for (const [id, element] of shown) {
    if (!rows.some((row) => row.id === id)) {
      shown.delete(id);
      element.remove();
    }
  }
  rows.forEach((row, i) => {
    const element = shown.get(row.id) ?? create(row, move, isFirst);
    update(element, row);
    if (list.children[i] !== element) {
      list.insertBefore(element, list.children[i]);
    }
  });
  keepFocus(list, focused, place);
}

export function clear(list) {
  shown.clear();
  list.replaceChildren();
}

function create({ id }, move, isFirst) {
  const element = template.content.firstElementChild.cloneNode(true);
  element.classList.toggle("fresh", !isFirst);
  element.querySelector(".next").onclick = () => move(element.row, NEXT[element.row.status][0]);
  element.querySelector(".cancel").onclick = () => move(element.row, "cancelled");
  shown.set(id, element);
  return element;
}

function update(element, row) {
  const before = element.row;
  if (before === row) {
    return;
  }
  element.row = row;
  const { customer, goods, cents, status, pending, placed, changed, by } = row;
  const [, label] = NEXT[status] ?? [];
  const part = (name) => element.querySelector(`.${name}`);
  element.dataset.status = status;
  element.setAttribute("aria-label", `${customer}, ${goods}, ${status}`);
  element.classList.toggle("is-pending", Boolean(pending));
  part("customer").textContent = customer;
  part("goods").textContent = goods;
  part("total").textContent = money(cents);
  part("status").textContent = status;
  part("pending").textContent = PENDING[pending] ?? "";
  part("when").textContent = `${TIME.format(new Date(changed))} by ${by}`;
  part("when").dateTime = changed;
  part("when").title = `Placed ${new Date(placed).toLocaleString("en-GB")}`;
  part("next").hidden = part("cancel").hidden = !label;
  part("next").textContent = label ?? "";
  part("next").setAttribute("aria-label", `${label}: ${customer}, ${goods}`);
  part("cancel").setAttribute("aria-label", `Cancel: ${customer}, ${goods}`);
  if (before && !pending && !before.pending) {
    element.classList.remove("fresh");
    void element.offsetWidth; // restarts the animation
    element.classList.add("fresh");
  }
}

/** Moves the focus of a removed button or row to the nearest one. */
function keepFocus(list, focused, place) {
  if (focused && list.contains(focused)) {
    (focused.checkVisibility() ? focused : focused.closest("li")).focus();
  } else if (focused) {
    (list.children[Math.min(place, list.children.length - 1)] ?? document.querySelector("#add")).focus();
  }
}
