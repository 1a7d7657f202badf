/*! Tablecast, Apache-2.0. See docs/live-queries.md. */

import { useMemo, useSyncExternalStore } from "react";
import { query } from "./query.js";

const LOADING = Object.freeze({ items: Object.freeze([]), state: "loading", error: undefined });
const TYPES = ["change", "state", "error"];

const listsOf = new WeakMap(); // of each feed, by options

export function useQuery(feed, options) {
  const text = JSON.stringify(options);
  const isOwn = typeof options?.sort === "function";
  const [subscribe, snapshot] = useMemo(() => store(feed, options, isOwn ? Symbol("own") : text), [feed, text, isOwn]);
  return useSyncExternalStore(subscribe, snapshot, () => LOADING);
}

/** Shares one list among users of a key, from the first to the last. */
function store(feed, options, key) {
  const subscribe = (listener) => {
    if (!feed) {
      return () => {};
    }
    const lists = listsOf.get(feed) ?? new Map();
    listsOf.set(feed, lists);
    const shared = lists.get(key) ?? { list: query(feed, options), users: 0, seen: LOADING };
    const { list } = lists.set(key, shared).get(key);
    shared.users++;
    TYPES.forEach((type) => list.addEventListener(type, listener));
    return () => {
      TYPES.forEach((type) => list.removeEventListener(type, listener));
      shared.users--;
      // React may subscribe again at once, such as in strict mode.
      queueMicrotask(() => {
        if (!shared.users && lists.get(key) === shared) {
          lists.delete(key);
          list.close();
        }
      });
    };
  };
  return [subscribe, () => seen(listsOf.get(feed)?.get(key))];
}

/** Returns the same object until something differs. */
function seen(shared) {
  if (!shared) {
    return LOADING;
  }
  const { items, state, error } = shared.list;
  const before = shared.seen;
  if (items !== before.items || state !== before.state || error !== before.error) {
    shared.seen = Object.freeze({ items, state, error });
  }
  return shared.seen;
}
