import type { FilterValue, ResyncReason, Subscription, SubscriptionOptions, TablecastError } from "./tablecast.js";

/** The value of an attribute, in plain JSON. */
export type AttributeValue = FilterValue;

export type SortOrder = "asc" | "desc";

/**
 * An attribute, ascending; attributes with their orders; or several of both, the first deciding first.
 * Or a function of two items, as `Array.prototype.sort` takes it. What it finds alike is ordered by key.
 */
export type Sort<Item = Record<string, unknown>> =
  | string
  | Record<string, SortOrder>
  | (string | Record<string, SortOrder>)[]
  | ((one: Readonly<Item>, other: Readonly<Item>) => number);

export interface QueryOptions<Item = Record<string, unknown>>
  extends Pick<SubscriptionOptions, "filter" | "names" | "values" | "attributes"> {
  /** The order of the items. Default: by key. See docs/live-queries.md for types that differ. */
  sort?: Sort<Item>;
  /** How many items the list has at most: the first of the order. All that match are in memory. Default: all. */
  limit?: number;
  /** Closes the list. */
  signal?: AbortSignal;
}

/**
 * `loading`: there is no list yet. `live`: the list is there and kept up to date. `stale`: it is as it
 * was when the connection was lost, or when changes were missed. `closed`: it stays as it is.
 */
export type QueryState = "loading" | "live" | "stale" | "closed";

export interface LiveQueryEventMap<Item = Record<string, unknown>> {
  /** `items` is another list. All changes of a message are one such event. */
  change: CustomEvent<readonly Readonly<Item>[]>;
  /** The first list is complete. */
  ready: CustomEvent<readonly Readonly<Item>[]>;
  /** `state` is another. */
  state: CustomEvent<QueryState>;
  /** Changes were missed. The list stays as it is until there is a new snapshot. */
  reset: CustomEvent<{ reason: ResyncReason }>;
  /** The server couldn't subscribe, and is asked again; or, with `final: true`, the list has ended for good. */
  error: CustomEvent<TablecastError>;
  /** The list has ended for good. */
  close: CustomEvent<null>;
}

/** The items of a table that match a filter, kept up to date. */
export interface LiveQuery<Item = Record<string, unknown>>
  extends EventTarget,
    AsyncIterable<readonly Readonly<Item>[]> {
  /** The items in order, frozen at every depth. The same array until `change`; items that didn't change stay the same. */
  readonly items: readonly Readonly<Item>[];
  readonly state: QueryState;
  /** The latest error, until the list is live again. */
  readonly error: TablecastError | undefined;

  /** Returns the item with this key, also beyond `limit`. */
  get(keys: Partial<Item>): Readonly<Item> | undefined;

  /** Ends the list and its loops, for good. */
  close(): void;

  /**
   * The list as it is, and each later state, of which a slow loop takes the latest alone.
   *
   * @throws the final error, when the list has ended with one
   */
  [Symbol.asyncIterator](): AsyncGenerator<readonly Readonly<Item>[], void, undefined>;

  addEventListener<K extends keyof LiveQueryEventMap<Item>>(
    type: K,
    listener: (this: this, event: LiveQueryEventMap<Item>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<K extends keyof LiveQueryEventMap<Item>>(
    type: K,
    listener: (this: this, event: LiveQueryEventMap<Item>[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** A feed: `Tablecast`, or whatever subscribes as it does. */
export interface Queryable {
  subscribe(options?: SubscriptionOptions): Subscription;
}

/**
 * Subscribes to the items that match, over the feed's connection, and lists them.
 *
 * @throws TypeError for an option that can't work, and for more than five subscriptions
 */
export function query<Item = Record<string, unknown>>(
  feed: Queryable,
  options?: QueryOptions<Item>,
): LiveQuery<Item>;
