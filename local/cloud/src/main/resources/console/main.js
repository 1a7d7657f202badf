import * as api from "./api.js";
import { byId } from "./dom.js";
import { showCommand, showEndpoints } from "./endpoints.js";
import { Feed } from "./feed.js";
import { ItemForm } from "./form.js";
import { connect } from "./live.js";
import { read } from "./messages.js";

const POLL_MS = 1_000;
const STATES = { connecting: "Connecting", connected: "Connected", reconnecting: "Reconnecting" };

const feed = new Feed();
let started = false;

function start(system) {
  showEndpoints(system);
  new ItemForm(system.sourceTable, (item) => showCommand(system, item));
  connect(system.webSocketUrl, { onState: stateListener(), onText: (text) => feed.add(read(text)) });
}

/** What is missed while there is no connection is not hidden. */
function stateListener() {
  let state;
  let lost = false;
  return (next) => {
    if (state === "connected") {
      feed.add([{ note: "The connection was lost." }]);
      lost = true;
    } else if (next === "connected" && lost) {
      feed.add([{ note: "Connected again. What changed in between isn't in this list." }]);
      lost = false;
    }
    if (state !== next) {
      state = next;
      byId("pill").dataset.state = next;
      byId("pill-text").textContent = STATES[next];
    }
  };
}

function showConnections(count) {
  byId("connections").textContent = count ?? "–";
  byId("connections-unit").textContent = count === 1 ? "open connection" : "open connections";
}

async function poll() {
  try {
    const system = await api.system();
    showConnections(system.openConnections);
    if (!started) {
      started = true;
      start(system);
    }
  } catch (error) {
    if (!(error instanceof api.ApiError)) {
      throw error;
    }
    showConnections(undefined);
  } finally {
    setTimeout(poll, POLL_MS);
  }
}

poll();
