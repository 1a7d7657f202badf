import type { FilterValue, ResyncReason, Subscription, SubscriptionOptions, TablecastError } from "./tablecast.js";

/** The value of an attribute, in plain JSON. */
export type AttributeValue = FilterValue;

/** A direction of sorting. */
export type SortOrder = "asc" | "desc";

/**
 * An order: the name of an attribute, which sorts ascending; an object of attributes and their orders;
 * an array of both, of which earlier entries take precedence; or a comparison of two items, as for
 * `Array.prototype.sort`. Equal items are ordered by key.
 */
export type Sort<Item = Record<string, unknown>> =
  | string
  | Record<string, SortOrder>
  | (string | Record<string, SortOrder>)[]
  | ((one: Readonly<Item>, other: Readonly<Item>) => number);

/** The options of a live query. */
export interface QueryOptions<Item = Record<string, unknown>> extends Pick<
  SubscriptionOptions,
  "filter" | "names" | "values" | "attributes"
> {
  /** The order of the items. Default: by key. See docs/live-queries.md for values of different types. */
  sort?: Sort<Item>;
  /**
   * The largest number of items in the list: the first ones in its order. All matches are kept in
   * memory. Default: no limit.
   */
  limit?: number;
  /** A signal that closes the list. */
  signal?: AbortSignal;
}

/**
 * `loading`: there is no list yet. `live`: the list is up to date. `stale`: the list is as it was when
 * the connection was lost or changes were missed. `closed`: the list no longer changes.
 */
export type QueryState = "loading" | "live" | "stale" | "closed";

/** The events of a live query. */
export interface LiveQueryEventMap<Item = Record<string, unknown>> {
  /** `items` is a new list. All changes of a message cause one event. */
  change: CustomEvent<readonly Readonly<Item>[]>;
  /** The first list is complete. */
  ready: CustomEvent<readonly Readonly<Item>[]>;
  /** `state` has changed. */
  state: CustomEvent<QueryState>;
  /** Changes were missed. The list stays as it is until there is a new snapshot. */
  reset: CustomEvent<{ reason: ResyncReason }>;
  /** The server couldn't subscribe, and the client tries again. With `final: true` the list has ended. */
  error: CustomEvent<TablecastError>;
  /** The list has ended. */
  close: CustomEvent<null>;
}

/** The items of a table that match a filter, kept up to date. */
export interface LiveQuery<Item = Record<string, unknown>>
  extends EventTarget, AsyncIterable<readonly Readonly<Item>[]> {
  /**
   * The items in order, deeply frozen. The array stays the same until `change`, and so do items without
   * changes.
   */
  readonly items: readonly Readonly<Item>[];
  readonly state: QueryState;
  /** The latest error, until the list is live again. */
  readonly error: TablecastError | undefined;

  /** Returns the item with a key, also if it is beyond `limit`. */
  get(keys: Partial<Item>): Readonly<Item> | undefined;

  /** Ends the list and its loops. */
  close(): void;

  /**
   * Returns the current list and each later one. A slow loop gets only the latest.
   *
   * @throws the final error, if the list ended with one
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

/** A feed: `Tablecast`, or another object with its `subscribe`. */
export interface Queryable {
  subscribe(options?: SubscriptionOptions): Subscription;
}

/**
 * Subscribes to the items that match, over the connection of the feed, and keeps a list of them.
 *
 * @throws TypeError for an invalid option, or a sixth subscription
 */
export function query<Item = Record<string, unknown>>(feed: Queryable, options?: QueryOptions<Item>): LiveQuery<Item>;
