import * as api from "./api.js";
import { byId, el, say } from "./dom.js";
import { Feed } from "./feed.js";
import { number } from "./format.js";
import { liveView } from "./live-view.js";
import { Watch } from "./watch.js";

/** The views by the first segment of the route. `show` returns a function that ends the view. */
const VIEWS = {
  live: { title: "Live", show: liveView },
  items: { title: "Items", show: lazily(() => import("./items-view.js"), "itemsView") },
  connections: { title: "Connections", show: lazily(() => import("./connections-view.js"), "connectionsView") },
  executions: { title: "Executions", show: lazily(() => import("./executions-view.js"), "executionsView") },
  resources: { title: "Resources", show: lazily(() => import("./resources-view.js"), "resourcesView") },
};

const STATES = {
  connecting: "Connecting",
  open: "Connected",
  waiting: "Reconnecting",
  offline: "Offline",
  closed: "Not connected",
};

const view = byId("view");
const watch = new Watch();
let end = () => {};

function lazily(load, name) {
  return (...args) => {
    let ended = false;
    let endLoaded = () => {};
    load().then((module) => {
      if (!ended) {
        endLoaded = module[name](...args);
      }
    });
    return () => {
      ended = true;
      endLoaded();
    };
  };
}

/** Returns the current route: `#/view` or `#/view/argument`. */
function route() {
  const [, name, argument] = location.hash.match(/^#\/(\w+)(?:\/(.+))?$/) ?? [];
  return VIEWS[name] ? { name, argument: argument && decodeURIComponent(argument) } : { name: "live" };
}

function show(context, moveFocus) {
  const { name, argument } = route();
  end();
  document.title = `${VIEWS[name].title} · Tablecast, local cloud`;
  document.querySelectorAll(".views a").forEach((link) => {
    if (link.dataset.view === name) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  const root = el("div", { class: `view view-${name}` });
  view.setAttribute("aria-label", VIEWS[name].title);
  view.replaceChildren(root);
  scrollTo(0, 0);
  if (moveFocus) {
    view.focus();
  }
  end = VIEWS[name].show(root, { ...context, argument });
}

function showState({ state }) {
  byId("pill").dataset.state = state;
  say(byId("pill-text"), STATES[state]);
}

function showConnections({ openConnections }) {
  say(byId("connections"), number(openConnections));
  say(byId("connections-unit"), openConnections === 1 ? "open connection" : "open connections");
}

/** Waits until the local cloud answers. Nothing can be shown before. */
async function knownSystem() {
  for (;;) {
    try {
      return await api.system();
    } catch (error) {
      if (!(error instanceof api.ApiError)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
watch.addEventListener("unreachable", () => {
  byId("unreachable").hidden = false;
});
watch.addEventListener("reachable", () => {
  byId("unreachable").hidden = true;
});

const system = await knownSystem();
const feed = new Feed(system);
feed.addEventListener("state", () => showState(feed));
showState(feed);
watch.on("system", showConnections);
const context = { system, feed, watch };
addEventListener("hashchange", () => show(context, true));
show(context, false);
