import { useQuery } from "tablecast/react";
import { require } from "./loader.js";

const React = require("react");
const { act, createElement: h, memo, StrictMode, useState } = React;
const { createRoot, hydrateRoot } = require("react-dom/client");
const { renderToString } = require("react-dom/server");

globalThis.IS_REACT_ACT_ENVIRONMENT = true;
const TIMES = { began: "2026-11-22T05:00:00.000Z", ended: "2026-11-22T05:00:01.000Z" };

/** A feed whose subscriptions are controlled by the test. */
class Feed {
  subscriptions = [];

  subscribe(request) {
    const subscription = Object.assign(new EventTarget(), { request, state: "connecting" });
    const tell = (type, detail) => subscription.dispatchEvent(new CustomEvent(type, { detail }));
    subscription.close = () => {
      subscription.state = "closed";
      tell("close", { final: true });
    };
    subscription.items = (...items) => {
      subscription.state = "open";
      tell("items", { ...TIMES, items: items.map((item) => ({ keys: { id: item.id }, new: item })), last: true });
      tell("open");
    };
    subscription.put = (...items) =>
      items.forEach((item) =>
        tell("change", { event: "INSERT", at: "2026-11-22T06:00:00Z", keys: { id: item.id }, new: item }),
      );
    subscription.fail = (message) => {
      tell("error", { reason: "snapshot", message, final: true });
      subscription.close();
    };
    this.subscriptions.push(subscription);
    return subscription;
  }

  /** Returns the open subscriptions. */
  get open() {
    return this.subscriptions.filter(({ state }) => state !== "closed");
  }
}

/** Returns a root, which is unmounted at the end of a test. */
function rooted(create) {
  const container = document.createElement("section");
  document.querySelector("main").append(container);
  const root = create?.(container) ?? createRoot(container);
  const render = (element) => act(async () => root.render(element));
  return { container, root, render, unmount: () => act(async () => root.unmount()) };
}

const results = [];

function Orders({ feed, options, name = "orders" }) {
  const result = useQuery(feed, options ?? { filter: "room = :r", values: { ":r": "a" } });
  results.push(result);
  const { items, state, error } = result;
  return h("p", { id: name }, `${state} ${items.map(({ id, n }) => `${id}=${n}`)} ${error?.message ?? ""}`.trim());
}

const tests = {
  async "a component shows the list, and renders once for a message"() {
    const feed = new Feed();
    const { container, render, unmount } = rooted();
    await render(h(Orders, { feed }));
    equal(container.textContent, "loading");
    equal(
      feed.open.map(({ request }) => JSON.stringify([request.filter, request.values, request.snapshot])),
      ['["room = :r",{":r":"a"},true]'],
    );
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    equal(container.textContent, "live 1=1");
    results.length = 0;
    await act(async () => feed.open[0].put({ id: "2", n: 2 }, { id: "3", n: 3 }));
    equal([container.textContent, results.length], ["live 1=1,2=2,3=3", 1]);
    await unmount();
    equal(feed.open.length, 0);
  },

  async "a render without a change gets the same result, and inline options don't subscribe again"() {
    const feed = new Feed();
    const { render, unmount } = rooted();
    await render(h(Orders, { feed }));
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    const before = results.at(-1);
    await render(h(Orders, { feed, options: { filter: "room = :r", values: { ":r": "a" } } }));
    equal([results.at(-1) === before, Object.isFrozen(before), feed.subscriptions.length], [true, true, 1]);
    await unmount();
  },

  async "an item that didn't change isn't rendered again"() {
    const feed = new Feed();
    const rendered = [];
    const Row = memo(({ item }) => (rendered.push(item.id), h("li", null, item.n)));
    const List = () => useQuery(feed, { sort: "id" }).items.map((item) => h(Row, { key: item.id, item }));
    const { render, unmount } = rooted();
    await render(h(List));
    await act(async () => feed.open[0].items({ id: "1", n: 1 }, { id: "2", n: 1 }));
    await act(async () => feed.open[0].put({ id: "2", n: 2 }));
    equal(rendered, ["1", "2", "2"]);
    await unmount();
  },

  async "other options are another list"() {
    const feed = new Feed();
    const { container, render, unmount } = rooted();
    await render(h(Orders, { feed }));
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    await render(h(Orders, { feed, options: { filter: "room = :r", values: { ":r": "b" } } }));
    equal([container.textContent, feed.subscriptions.length, feed.open.length], ["loading", 2, 1]);
    await act(async () => feed.open[0].items({ id: "9", n: 9 }));
    equal([container.textContent, feed.open[0].request.values[":r"]], ["live 9=9", "b"]);
    const other = new Feed();
    await render(h(Orders, { feed: other }));
    equal([feed.open.length, other.open.length], [0, 1]);
    await unmount();
    equal(other.open.length, 0);
  },

  async "strict mode, which runs effects twice, subscribes once"() {
    const feed = new Feed();
    const { container, render, unmount } = rooted();
    await render(h(StrictMode, null, h(Orders, { feed })));
    equal([feed.subscriptions.length, feed.open.length], [1, 1]);
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    equal(container.textContent, "live 1=1");
    await unmount();
    equal(feed.open.length, 0);
  },

  async "components with the same feed and options share a list, until the last of them is gone"() {
    const feed = new Feed();
    const { container, render, unmount } = rooted();
    const both = (second) => h("div", null, h(Orders, { feed }), second && h(Orders, { feed }));
    await render(both(true));
    equal(feed.subscriptions.length, 1);
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    equal(container.textContent, "live 1=1live 1=1");
    await render(both(false));
    equal(feed.open.length, 1);
    await render(both(true));
    equal([container.textContent, feed.subscriptions.length], ["live 1=1live 1=1", 1]);
    await unmount();
    equal(feed.open.length, 0);
  },

  async "a function for sort may be written inline, and isn't shared"() {
    const feed = new Feed();
    const by = (sign) => ({ sort: (one, other) => sign * (one.n - other.n) });
    const { container, render, unmount } = rooted();
    await render(h("div", null, h(Orders, { feed, options: by(1) }), h(Orders, { feed, options: by(-1) })));
    await act(async () => feed.open.forEach((one) => one.items({ id: "1", n: 1 }, { id: "2", n: 2 })));
    equal(container.textContent, "live 1=1,2=2live 2=2,1=1");
    await render(h("div", null, h(Orders, { feed, options: by(1) }), h(Orders, { feed, options: by(-1) })));
    equal(feed.subscriptions.length, 2);
    await unmount();
    equal(feed.open.length, 0);
  },

  async "an error is shown, and mounting again asks again"() {
    const feed = new Feed();
    const { container, render, unmount } = rooted();
    await render(h(Orders, { feed }));
    await act(async () => feed.open[0].fail("allow snapshots"));
    equal(container.textContent, "closed  allow snapshots");
    await render(null);
    await render(h(Orders, { feed }));
    equal([container.textContent, feed.open.length], ["loading", 1]);
    await unmount();
  },

  async "without a feed nothing is subscribed, until there is one"() {
    const feed = new Feed();
    let signIn;
    const Page = () => {
      const [mine, setMine] = useState();
      signIn = () => setMine(feed);
      return h(Orders, { feed: mine });
    };
    const { container, render, unmount } = rooted();
    await render(h(Page));
    equal([container.textContent, feed.open.length], ["loading", 0]);
    await act(async () => signIn());
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    equal(container.textContent, "live 1=1");
    await unmount();
  },

  async "a server renders the list while it loads, and a page hydrates that"() {
    const feed = new Feed();
    const html = renderToString(h(Orders, {}));
    equal(html, '<p id="orders">loading</p>');
    equal(renderToString(h(Orders, { feed })), html);
    equal(feed.subscriptions.length, 0);
    const errors = [];
    const { container, unmount } = rooted((element) => {
      element.innerHTML = html;
      let root;
      act(
        () => (root = hydrateRoot(element, h(Orders, { feed }), { onRecoverableError: (e) => errors.push(e.message) })),
      );
      return root;
    });
    await act(async () => feed.open[0].items({ id: "1", n: 1 }));
    equal([container.textContent, errors.length], ["live 1=1", 0]);
    await unmount();
  },
};

function equal(actual, expected) {
  const [found, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (found !== wanted) {
    throw new Error(`found ${found}, expected ${wanted}`);
  }
}

const warnings = [];
console.error = (...words) => warnings.push(words.join(" "));
for (const [name, run] of Object.entries(tests)) {
  let outcome = "passed";
  try {
    await run();
    outcome = warnings.length ? warnings.join("; ") : outcome;
  } catch (error) {
    outcome = error.stack;
  }
  warnings.length = 0;
  const line = document.createElement("li");
  line.textContent = `${name}: ${outcome}`;
  document.querySelector("#log").append(line);
}
document.querySelector("#log").append("done");
