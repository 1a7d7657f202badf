/** A change of one item. Attribute values are plain JSON. */
export interface Change<Item = Record<string, unknown>> {
  /** The change's number in the feed's log: greater than that of every change before it. */
  seq: number;
  event: "INSERT" | "MODIFY" | "REMOVE";
  /** When it was committed, to the second: ISO 8601. */
  at: string;
  /** The attributes of the item's key. */
  keys: Partial<Item>;
  /** The item after the change, as far as the server's projection tells. */
  new?: Partial<Item>;
  /** The item before the change, as far as the server's projection tells. */
  old?: Partial<Item>;
  /** What a MODIFY changed, by name. */
  changed?: string[];
  /** With an INSERT: the item existed already, outside the filter. */
  enter?: true;
  /** With a REMOVE: the item still exists, outside the filter. */
  leave?: true;
  /**
   * The change was too large for a message, and has its keys alone. `false` where `fetchItem` filled
   * `new` in: that is the item as it was read, which may be newer than this change.
   */
  truncated?: boolean;
}

/**
 * A value of a filter: JSON or, where JSON can't say it, `{"$N": "…"}` for a number of many digits,
 * `{"$B": "…"}` for binary in base64, and `{"$SS": […]}` and `{"$NS": […]}` for sets.
 */
export type FilterValue =
  | string
  | number
  | boolean
  | null
  | FilterValue[]
  | { [name: string]: FilterValue };

export interface SubscriptionOptions {
  /** The items to watch: a condition expression of DynamoDB's. See docs/filters.md. Default: all. */
  filter?: string;
  /** The attributes that the filter's `#names` stand for. */
  names?: Record<string, string>;
  /** The values that the filter's `:values` stand for. */
  values?: Record<string, FilterValue>;
  /** The attributes of `new`, `old` and `changed`. Default: all that the server's projection shows. */
  attributes?: string[];
  /**
   * Whether to begin with the items that match: `items` tells them before `open`, unless the position
   * is resumed from, and again after each `resync`. See docs/live-queries.md. Default: false.
   */
  snapshot?: boolean;
  /** The position to resume from, as an earlier subscription to the same gave it. */
  position?: string | null;
}

/** A frame of a snapshot: an item is in one of them. */
export interface ItemsDetail<Item = Record<string, unknown>> {
  items: {
    keys: Partial<Item>;
    /** The item's visible attributes, as far as the server's projection tells. */
    new?: Partial<Item>;
    /** The item is too large for a message, and has its keys alone. */
    truncated?: boolean;
  }[];
  /** When the server began to read the table, and ended: ISO 8601, the same in all frames. */
  began: string;
  ended: string;
  /** In the last frame alone. */
  last?: true;
}

export interface TablecastOptions<Item = Record<string, unknown>> {
  /**
   * Called for each connection, so that none is opened with a token that has expired. It is offered
   * as the sub-protocol `bearer.<token>`. A failure is tried again, unless the error has
   * `final: true`: that one ends the feed.
   */
  token?: () => string | null | undefined | PromiseLike<string | null | undefined>;
  /** Closes the feed. */
  signal?: AbortSignal;
  /**
   * The position to resume the feed itself from, as an earlier feed's `position` gave it. The changes that followed
   * it are told before `open`; if the server can't replay them, `resync` says so. Without one, the
   * feed begins with what is committed once it is `open`.
   */
  position?: string | null;
  /**
   * `text` for a server in text mode: every message is told as `text`. Otherwise messages are JSON,
   * and those of an unknown type are ignored. Default: `json`.
   */
  format?: "json" | "text";
  /**
   * Reads the item of a change that was too large for a message. Changes of the same item wait for
   * it, for 10 seconds at most; a failure or no item leaves the change truncated.
   */
  fetchItem?: (
    keys: Partial<Item>,
  ) => Partial<Item> | null | undefined | PromiseLike<Partial<Item> | null | undefined>;
  /**
   * How many changes may wait, for each `for await` loop and for `fetchItem`, before they are dropped
   * and `resync` says so; and how many live messages are held during a replay, before they are
   * dropped and asked for again. At least 1. Default: 1000.
   */
  buffer?: number;
  /**
   * Shares one connection among all tabs of the origin that have the same URL and format and the same
   * value here: a text that names the user, such as its id. `true` will do without `token`, where all
   * see the same. Where a browser lacks Web Locks or BroadcastChannel, as on pages that aren't secure,
   * each tab has its own connection. See docs/client.md. Default: false.
   */
  shared?: boolean | string;
  /**
   * The longest wait between two attempts to connect, in milliseconds, at least 1. After ten refusals
   * in a row it is five minutes, if that is longer, except on loopback. Default: 30000.
   */
  maxDelay?: number;
}

/** See the table of states in docs/client.md. */
export type TablecastState = "connecting" | "open" | "waiting" | "offline" | "closed";

/** Why changes were missed; later servers may give other reasons. See docs/client.md. */
export type ResyncReason =
  | "expired"
  | "epoch"
  | "limit"
  | "record"
  | "view"
  | "overflow"
  | "lost"
  | "closed"
  | "unanswered"
  | "handover"
  | (string & {});

export interface CloseDetail {
  /**
   * `ended`: by `close()` or the signal. `token`: `token()` threw a final error. `subscribe`: the
   * server refused to subscribe for good.
   */
  reason: "lost" | "closed" | "unanswered" | "ended" | "token" | "subscribe";
  /** The WebSocket's close code, where there was one. */
  code?: number;
  /** `false`: the feed connects again by itself. */
  final: boolean;
}

export interface RefusedDetail {
  /**
   * `refused`: the handshake failed, and nobody tells a page why. `timeout`: it took longer than 30
   * seconds. `token`: `token()` failed, or what it gave can't be offered as a sub-protocol. `lost`,
   * `closed`, `unanswered`: the connection ended before it was live.
   */
  reason: "refused" | "timeout" | "token" | "lost" | "closed" | "unanswered";
  /** The error, if `reason` is `token`. */
  cause?: unknown;
  /** How many attempts have failed in a row, this one included. */
  count: number;
  /** The wait until the next attempt, in milliseconds. */
  delay: number;
}

export interface TablecastError extends Partial<Error> {
  /**
   * `rate`, `subscriptions`: too many requests, or subscriptions. `timeout`: no answer within 30
   * seconds. `gateway`: API Gateway's own error. `busy`: the table couldn't be read. Final are
   * `snapshot` (there is none of this: the message says what to do), `filter`, `names`, `values` and
   * `attributes`: that part of the subscription is refused; and `request`, and `text` (the server is
   * in text mode). Others are the server's, or those of an error that `token()` threw.
   */
  reason?: string;
  /** The index of the character in the filter that the message is about, if it is about one. */
  position?: number;
  final: boolean;
}

export interface SubscriptionEventMap<Item = Record<string, unknown>> {
  /** Live: what was missed has been told, and changes are told as they come. Not told of a hand-over. */
  open: CustomEvent<undefined>;
  /** Not connected any more. */
  close: CustomEvent<CloseDetail>;
  /** A frame of the snapshot, if there is one. Frames come together, once the snapshot is whole. */
  items: CustomEvent<ItemsDetail<Item>>;
  /** A change was committed. */
  change: CustomEvent<Change<Item>>;
  /** Changes were missed: read again what is shown. */
  resync: CustomEvent<{ reason: ResyncReason }>;
  /**
   * The server couldn't subscribe, and is asked again; or, with `final: true`, this has ended for
   * good: the server refused it, or `token()` threw this.
   */
  error: CustomEvent<TablecastError>;
  /**
   * A message for the subscription whose type this version doesn't know. It counts as `ignored`
   * unless a listener calls `preventDefault()`.
   */
  message: CustomEvent<{ type?: unknown; [field: string]: unknown }>;
}

export interface TablecastEventMap<Item = Record<string, unknown>> extends SubscriptionEventMap<Item> {
  /** An attempt to connect failed. The feed goes on; if its state is `open`, as before. */
  refused: CustomEvent<RefusedDetail>;
  /** A message, if `format` is `text`. */
  text: CustomEvent<string>;
}

/** A part of a feed, with a position of its own. `Tablecast.subscribe` makes one. */
export interface Subscription<
  Item = Record<string, unknown>,
  Events extends SubscriptionEventMap<Item> = SubscriptionEventMap<Item>,
> extends EventTarget,
    AsyncIterable<Change<Item>> {
  readonly state: TablecastState;
  /**
   * Up to where everything was told: a page can store it and give it to a later subscription to the
   * same. Changes that wait for `fetchItem` or for a loop haven't been told. Undefined before the
   * subscription is `open`, unless a position was given.
   */
  readonly position: string | undefined;
  /** The feed's option. With `snapshot`, `change` isn't filled in, so that the page can tell what is newer. */
  readonly fetchItem: TablecastOptions<Item>["fetchItem"];

  /** Ends the subscription and its loops, for good. The feed goes on. */
  close(): void;

  /**
   * The changes from the first `next()` on, until the subscription ends. `resync` drops those that
   * wait.
   *
   * @throws the final error, when the subscription has ended with one
   */
  [Symbol.asyncIterator](): AsyncGenerator<Change<Item>, void, undefined>;

  addEventListener<K extends keyof Events>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<K extends keyof Events>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

export interface Tablecast<Item = Record<string, unknown>>
  extends Subscription<Item, TablecastEventMap<Item>> {}

/**
 * A feed of a table's changes, over WebSocket connections that it keeps.
 *
 * The feed itself is a subscription to everything that its user may see. It begins with the first
 * listener for `change` or the first loop; a page that only calls `subscribe` doesn't get it.
 */
export class Tablecast<Item = Record<string, unknown>> {
  /**
   * Starts to connect.
   *
   * @param url `wss:`, or `ws:`
   * @throws TypeError for any other URL, and for an option that can't work
   */
  constructor(url: string | URL, options?: TablecastOptions<Item>);

  readonly url: string;
  /** How many messages that aren't of a known type, and changes without keys, have been ignored. */
  readonly ignored: number;

  /**
   * Subscribes to a part of the feed, over the feed's own connection. A feed has at most five
   * subscriptions at a time, itself included if something listens to its changes.
   *
   * @throws TypeError for one too many, one of more than 32,000 bytes, and in text mode
   */
  subscribe(options?: SubscriptionOptions): Subscription<Item>;

  /**
   * Ends the feed, its subscriptions, its loops and its connections, for good.
   *
   * @param options `everywhere`: and so those of all tabs that share with it, as when the user signs out
   */
  close(options?: { everywhere?: boolean }): void;
}
