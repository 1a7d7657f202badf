import * as api from "./api.js";
import { shown } from "./changes.js";
import { byId, el, panel, say } from "./dom.js";
import { ago, clock, number, shortened } from "./format.js";
import { described } from "./filter-text.js";
import { generatorPanel } from "./generator.js";
import { showKeyed } from "./keyed.js";

const MOST_ENDED = 100;

/** The view of connections, open and ended, and the load generator. */
export function connectionsView(root, { watch }) {
  const rows = el("tbody", { id: "connections-rows" });
  const gone = el("tbody", { id: "ended-rows" });
  const columns = (names) => el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name))));
  const list = panel(
    "Connections",
    { id: "connections-panel", hint: "" },
    el(
      "div",
      { class: "table-scroller" },
      el(
        "table",
        { class: "list", "aria-labelledby": "connections-panel-title" },
        columns(["Connection", "Client", "Subscribed to", "Since", "Last post", "Position", "Actions"]),
        rows,
      ),
    ),
    el(
      "p",
      { class: "empty", id: "connections-empty", hidden: true },
      "No open connections. This page opens one while its feed is connected; the load generator opens more.",
    ),
    el("p", { class: "result", id: "connections-result", role: "status" }),
  );
  const ended = panel(
    "Ended",
    { id: "ended", hint: "" },
    el(
      "div",
      { class: "table-scroller" },
      el(
        "table",
        { class: "list", "aria-labelledby": "ended-title" },
        columns(["Connection", "Client", "Ended", "How", "Last post"]),
        gone,
      ),
    ),
  );
  const generator = generatorPanel(watch);
  root.append(
    el(
      "div",
      { class: "layout" },
      el("div", { class: "main" }, list, ended),
      el("div", { class: "side" }, generator.element),
    ),
  );

  let latest;
  const show = () => {
    if (!latest) {
      return;
    }
    const { total, connections, ended: before } = latest;
    say(
      byId("connections-panel-hint"),
      total > connections.length ? `the newest ${number(connections.length)} of ${number(total)}` : number(total),
    );
    byId("connections-empty").hidden = total > 0;
    byId("ended").hidden = before.length === 0;
    say(byId("ended-hint"), before.length === MOST_ENDED ? `the newest ${MOST_ENDED}` : number(before.length));
    showKeyed(rows, connections, ({ connectionId }) => connectionId, openRow);
    showKeyed(gone, before, ({ connectionId }) => connectionId, endedRow);
  };
  const endWatch = watch.on("connections", (data) => {
    latest = data;
    show();
  });
  const ticker = setInterval(show, 1_000); // keeps the ages up to date
  return () => {
    endWatch();
    generator.end();
    clearInterval(ticker);
  };
}

function openRow({ connectionId, userAgent, connectedAt }) {
  const who = el("td", { title: userAgent }, client(userAgent));
  const sees = el("td", { class: "sees" });
  const since = el("td");
  const post = el("td");
  const position = el("td", { class: "mono" });
  const button = (text, hint, act) =>
    el(
      "button",
      {
        type: "button",
        class: "quiet",
        title: hint,
        "aria-label": `${text} ${connectionId}`,
        onclick: () => run(act, connectionId),
      },
      text,
    );
  const row = el(
    "tr",
    {},
    el("th", { scope: "row", class: "mono" }, connectionId),
    who,
    sees,
    since,
    post,
    position,
    el(
      "td",
      { class: "buttons" },
      button("Cut", "Drops the TCP connection without a close frame: the client has to detect it", api.cut),
      button("Close", "Closes it with a close frame, as the @connections API does", api.close),
    ),
  );
  let latest;
  row.update = (now) => {
    const facts = JSON.stringify([now.state, now.subscriptions, now.claims, now.subject, now.tokenExpiresAt]);
    if (latest !== facts) {
      latest = facts;
      who.replaceChildren(client(userAgent), ...identity(now));
      sees.replaceChildren(...subscriptions(now));
    }
    say(since, now.state === "PENDING" ? "connecting" : ago(connectedAt));
    since.title = `connected ${connectedAt}, last active ${now.lastActiveAt}`;
    showPost(post, now.lastPost);
    say(position, now.position ?? "none yet");
  };
  return row;
}

/** Returns lines with the claims, subject and token expiry of a connection, if known. */
function identity({ claims, subject, tokenExpiresAt }) {
  const line = (name, text, title) =>
    el("span", { class: "whom", title }, el("span", { class: "name" }, name), " ", text);
  return [
    ...Object.entries(claims ?? {}).map(([name, value]) => line(name, shown(value))),
    ...(subject ? [line("subject", shortened(subject, 9), `SHA-256 of the token's sub: ${subject}`)] : []),
    ...(tokenExpiresAt ? [line("token until", clock(new Date(tokenExpiresAt)), tokenExpiresAt)] : []),
  ];
}

function subscriptions({ subscriptions: all, state }) {
  if (!all) {
    return [
      state === "PENDING"
        ? ""
        : el("span", { title: "The client doesn't use the sub-protocol" }, "everything it may see (no subscriptions)"),
    ];
  } else if (all.length === 0) {
    return [el("span", { class: "hint" }, "nothing yet")];
  }
  return all.map((one) => {
    const { filter, given, attributes } = described(one);
    return el(
      "span",
      { class: "subscription", title: `${one.sub}, view ${one.view}` },
      one.filter === undefined ? filter : el("code", {}, filter),
      ...(given ? [el("span", { class: "given mono" }, given)] : []),
      ...(attributes ? [el("span", { class: "given" }, `only ${attributes}`)] : []),
    );
  });
}

function endedRow({ connectionId, userAgent, endedAt, closeCode, lastPost }) {
  const when = el("td", { title: endedAt });
  const post = el("td");
  const how = closeCode === 1006 ? "without a close frame (1006)" : `closed (${closeCode})`;
  const row = el(
    "tr",
    {},
    el("th", { scope: "row", class: "mono" }, connectionId),
    el("td", { title: userAgent }, client(userAgent)),
    when,
    el("td", {}, how),
    post,
  );
  row.update = () => {
    say(when, ago(endedAt));
    showPost(post, lastPost);
  };
  return row;
}

function showPost(cell, post) {
  const [status, text] = outcome(post);
  cell.dataset.outcome = status;
  say(cell, post ? `${text}, ${ago(post.at)}` : text);
}

function outcome(post) {
  if (!post) {
    return ["none", "none yet"];
  }
  switch (post.status) {
    case 200:
      return ["good", "delivered"];
    case 410:
      return ["bad", "gone (410)"];
    case 429:
      return ["busy", "busy (429)"];
    case undefined:
      return ["bad", "reset"];
    default:
      return ["bad", `failed (${post.status})`];
  }
}

/** Returns the browser in a user agent, which names several. */
function client(userAgent) {
  if (userAgent === "tablecast-generator") {
    return "generator";
  }
  const [, name, version] = userAgent.match(/(Edg|Firefox|Chrome|Version)\/(\d+)/) ?? [];
  const browser = { Edg: "Edge", Version: "Safari" }[name] ?? name;
  return browser ? `${browser} ${version}` : userAgent.split(" ")[0].slice(0, 40) || "unknown";
}

async function run(act, id) {
  const result = byId("connections-result");
  try {
    await act(id);
    result.dataset.state = "done";
    say(result, `${act === api.cut ? "Cut" : "Closed"} ${id}.`);
  } catch (error) {
    if (!(error instanceof api.ApiError)) {
      throw error;
    }
    result.dataset.state = "error";
    say(result, error.code === "NotFound" ? `${id} is no longer open.` : error.message);
  }
}
