// The page. orders.js has the live list and the writes.

import { Tablecast } from "./tablecast/tablecast.js";
import { Orders } from "./orders.js";
import { clear, money, render } from "./rows.js";
import * as session from "./sign-in.js";

const TYPING = 250; // milliseconds until a search begins

const $ = (selector) => document.querySelector(selector);
const settings = await (await fetch("settings.json")).json();
const everyone = await session.people(settings.issuer);
const editor = $("#editor form");

let feed;
let orders;
let since; // time when the view was chosen

function open() {
  const claims = session.signedIn();
  $("#sign-in").hidden = Boolean(claims);
  $("#board").hidden = !claims;
  document.documentElement.dataset.tenant = claims?.tenant ?? "";
  if (claims) {
    $("#tenant").textContent = titled(claims.tenant);
    $("#person").textContent = `${claims.name}, ${claims.role}`;
    document.title = `${titled(claims.tenant)}: orders`;
    feed = new Tablecast(settings.feed, { token: session.token });
    orders = new Orders(feed, session.token);
    orders.addEventListener("change", draw);
    orders.addEventListener("refused", ({ detail }) => refused(detail));
    feed.addEventListener("refused", session.renew);
    show();
  } else {
    document.title = "Order board";
    $("#people").replaceChildren(...everyone.map(person));
  }
}

function close() {
  session.signOut();
  orders.close();
  feed.close();
  clear($("#orders"));
  $("#messages").replaceChildren();
  open();
  $("#people button").focus();
}

function person({ sub, name, tenant, role }) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.tenant = tenant;
  button.dataset.sub = sub;
  button.append(
    text("span", "initial", name[0]),
    text("strong", "", name),
    text("span", "role", `${titled(tenant)}, ${role}`),
  );
  button.querySelector(".initial").ariaHidden = "true";
  button.onclick = async () => {
    await session.signIn(sub);
    open();
    $("#add").focus();
  };
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function show() {
  const { status, text, sort } = Object.fromEntries(new FormData($("#view")));
  since = new Date().toISOString();
  orders.show({ status, text, sort: JSON.parse(sort) });
}

function draw() {
  const { rows, state, error, waiting, isBusy } = orders;
  render($("#orders"), rows, (order, to) => orders.move(order, to, session.signedIn()));
  $("#orders").ariaBusy = String(isBusy);
  $("#empty").hidden = rows.length > 0;
  $("#empty").textContent =
    state === "closed" ? (error?.message ?? "") : state === "loading" ? "Loading…" : "No orders here.";
  const status = {
    loading: "Connecting…",
    live: "Live",
    stale: waiting ? `Offline, ${waiting} to send` : "Offline",
    closed: "Not connected",
  }[state];
  // Unchanged text isn't set, because screen readers would repeat it.
  if ($("#connection").textContent !== status) {
    $("#connection").textContent = status;
    $("#connection").dataset.state = state;
  }
  announceNews(rows);
}

let announced = new Map(); // statuses by id

/** Announces to screen readers what others have changed since the view was chosen. */
function announceNews(rows) {
  const me = session.signedIn()?.name;
  const news = rows.filter(
    ({ id, status, by, changed }) => by !== me && changed > since && announced.get(id) !== status,
  );
  if (news.length) {
    $("#news").textContent =
      news.length > 3
        ? `${news.length} orders changed.`
        : news.map(({ customer, goods, status }) => `${customer}, ${goods}: ${status}.`).join(" ");
  }
  announced = new Map(rows.map(({ id, status }) => [id, status]));
}

/** Shows a write that was refused, with a way to edit the input again. */
function refused({ write: { order, isNew, body }, message }) {
  const item = document.createElement("div");
  const button = (label, run) => {
    const element = text("button", "quiet", label);
    element.type = "button";
    element.onclick = () => {
      item.remove();
      ($("#messages button") ?? $("#add")).focus();
      run();
    };
    return element;
  };
  item.append(
    text("p", "", `Not saved: ${order.customer}, ${money(order.cents)}. ${message}`),
    ...(isNew ? [button("Edit", () => edit({ ...body, total: (body.cents / 100).toFixed(2) }))] : []),
    button("Dismiss", () => {}),
  );
  $("#messages").append(item);
}

function edit(values = {}) {
  editor.reset();
  for (const name of ["customer", "goods", "total"]) {
    editor.elements[name].value = values[name] ?? "";
  }
  editor.elements.isForManagers.checked = values.isForManagers ?? false;
  $("#editor").returnValue = "";
  $("#editor").showModal();
}

function text(tag, className, content) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}

function titled(name) {
  return name[0].toUpperCase() + name.slice(1);
}

$("#sign-out").onclick = close;
$("#add").onclick = () => edit();
editor.querySelector("[value=cancel]").onclick = () => $("#editor").close();
$("#editor").addEventListener("close", () => {
  if ($("#editor").returnValue === "place") {
    const { customer, goods, total, isForManagers } = Object.fromEntries(new FormData(editor));
    const order = {
      customer: customer.trim(),
      goods: goods.trim(),
      cents: Math.round(total * 100),
      isForManagers: isForManagers === "on",
    };
    orders.place(order, session.signedIn());
  }
});

let typing;
$("#view").addEventListener("submit", (event) => event.preventDefault());
$("#view").addEventListener("input", ({ target }) => {
  clearTimeout(typing);
  typing = setTimeout(show, target.name === "text" ? TYPING : 0);
});
addEventListener("beforeunload", (event) => orders?.waiting && event.preventDefault());

open();
