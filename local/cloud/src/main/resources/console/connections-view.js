import * as api from "./api.js";
import { byId, el, panel, say } from "./dom.js";
import { ago, number } from "./format.js";
import { generatorPanel } from "./generator.js";
import { showKeyed } from "./keyed.js";

const MOST_ENDED = 100;

/** Who is connected, and who was; and clients and changes on demand. */
export function connectionsView(root, { watch }) {
  const rows = el("tbody", { id: "connections-rows" });
  const gone = el("tbody", { id: "ended-rows" });
  const columns = (names) => el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name))));
  const list = panel("Connections", { id: "connections-panel", hint: "" },
      el("div", { class: "table-scroller" }, el("table", { class: "list", "aria-labelledby": "connections-panel-title" },
          columns(["Connection", "Client", "Since", "Last activity", "Last post", "Position", "Actions"]), rows)),
      el("p", { class: "empty", id: "connections-empty", hidden: true }, "Nobody is connected. This page is, as long as its feed is; the generator makes more clients."),
      el("p", { class: "result", id: "connections-result", role: "status" }));
  const ended = panel("Ended", { id: "ended", hint: "" },
      el("div", { class: "table-scroller" }, el("table", { class: "list", "aria-labelledby": "ended-title" },
          columns(["Connection", "Client", "Ended", "How", "Last post"]), gone)));
  const generator = generatorPanel(watch);
  root.append(el("div", { class: "layout" }, el("div", { class: "main" }, list, ended), el("div", { class: "side" }, generator.element)));

  let latest;
  const show = () => {
    if (!latest) {
      return;
    }
    const { total, connections, ended: before } = latest;
    say(byId("connections-panel-hint"), total > connections.length ? `the newest ${number(connections.length)} of ${number(total)}` : number(total));
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
  const ticker = setInterval(show, 1_000); // how long ago something was
  return () => {
    endWatch();
    generator.end();
    clearInterval(ticker);
  };
}

function openRow({ connectionId, userAgent, connectedAt }) {
  const since = el("td");
  const active = el("td");
  const post = el("td");
  const position = el("td", { class: "mono" });
  const button = (text, hint, act) => el("button", { type: "button", class: "quiet", title: hint, "aria-label": `${text} ${connectionId}`, onclick: () => run(act, connectionId) }, text);
  const row = el("tr", {},
      el("th", { scope: "row", class: "mono" }, connectionId),
      el("td", { title: userAgent }, client(userAgent)),
      since, active, post, position,
      el("td", { class: "buttons" },
          button("Cut", "Drops the TCP connection, without a close frame: the client has to notice", api.cut),
          button("Close", "Closes it with a close frame, as the @connections API does", api.close)));
  since.title = connectedAt;
  row.update = (now) => {
    say(since, now.state === "PENDING" ? "connecting" : ago(connectedAt));
    say(active, ago(now.lastActiveAt));
    showPost(post, now.lastPost);
    say(position, now.position ?? "none yet");
  };
  return row;
}

function endedRow({ connectionId, userAgent, endedAt, closeCode, lastPost }) {
  const when = el("td", { title: endedAt });
  const post = el("td");
  const how = closeCode === 1006 ? "without a close frame (1006)" : `closed (${closeCode})`;
  const row = el("tr", {}, el("th", { scope: "row", class: "mono" }, connectionId), el("td", { title: userAgent }, client(userAgent)), when, el("td", {}, how), post);
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
    case 200: return ["good", "delivered"];
    case 410: return ["bad", "gone (410)"];
    case 429: return ["busy", "busy (429)"];
    case undefined: return ["bad", "reset"];
    default: return ["bad", `failed (${post.status})`];
  }
}

/** Of all the names in a browser's user agent, its own. */
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
    say(result, error.code === "NotFound" ? `${id} isn't open any more.` : error.message);
  }
}
