/** A change of one item. Attribute values are plain JSON. */
export interface Change<Item = Record<string, unknown>> {
  /** The change's number in the feed's log: greater than that of every change before it. */
  seq: number;
  event: "INSERT" | "MODIFY" | "REMOVE";
  /** Time of the commit in ISO 8601, to the second. */
  at: string;
  /** The attributes of the item's key. */
  keys: Partial<Item>;
  /** The item after the change, limited to the server's projection. */
  new?: Partial<Item>;
  /** The item before the change, limited to the server's projection. */
  old?: Partial<Item>;
  /** Names of the attributes that a MODIFY changed. */
  changed?: string[];
  /** Present in an INSERT if the item existed already, but did not match the filter. */
  enter?: true;
  /** Present in a REMOVE if the item still exists, but no longer matches the filter. */
  leave?: true;
  /**
   * True if the change was too large for a message and has only its keys. False if `fetchItem` filled
   * in `new`: that is the item as it was read, which may be newer than this change.
   */
  truncated?: boolean;
}

/**
 * A value in a filter: JSON, or a type that JSON lacks: `{"$N": "…"}` for a number with many digits,
 * `{"$B": "…"}` for binary in base64, `{"$SS": […]}` and `{"$NS": […]}` for sets.
 */
export type FilterValue = string | number | boolean | null | FilterValue[] | { [name: string]: FilterValue };

/** The options of a subscription. */
export interface SubscriptionOptions {
  /** The items to watch, as a condition expression of DynamoDB. See docs/filters.md. Default: all. */
  filter?: string;
  /** Attribute names for the `#names` in the filter. */
  names?: Record<string, string>;
  /** Values for the `:values` in the filter. */
  values?: Record<string, FilterValue>;
  /** The attributes in `new`, `old` and `changed`. Default: all that the server's projection includes. */
  attributes?: string[];
  /**
   * True to start with the items that match. `items` delivers them before `open`, unless the
   * subscription resumes from its position, and again after each `resync`. See docs/live-queries.md.
   * Default: false.
   */
  snapshot?: boolean;
  /** The position to resume from: that of an earlier subscription with the same options. */
  position?: string | null;
}

/** A frame of a snapshot. Each item is in exactly one frame. */
export interface ItemsDetail<Item = Record<string, unknown>> {
  items: {
    keys: Partial<Item>;
    /** The visible attributes of the item, limited to the server's projection. */
    new?: Partial<Item>;
    /** True if the item is too large for a message and has only its keys. */
    truncated?: boolean;
  }[];
  /** Times when the server started and finished reading the table, in ISO 8601. All frames have the same. */
  began: string;
  ended: string;
  /** Present in the last frame only. */
  last?: true;
}

/** The options of a feed. */
export interface TablecastOptions<Item = Record<string, unknown>> {
  /**
   * Returns the token, which is offered as the sub-protocol `bearer.<token>`. It is called for each
   * connection, so that no expired token is used. After an error, the feed tries again; an error with
   * `final: true` ends the feed.
   */
  token?: () => string | null | undefined | PromiseLike<string | null | undefined>;
  /** A signal that closes the feed. */
  signal?: AbortSignal;
  /**
   * The position to resume the feed itself from: `position` of an earlier feed. The changes since then
   * are delivered before `open`; if the server can't replay them, there is a `resync`. Default: the
   * feed starts with the changes after `open`.
   */
  position?: string | null;
  /**
   * `text` for a server in text mode: every message becomes a `text` event. With `json`, messages of
   * unknown types are ignored. Default: `json`.
   */
  format?: "json" | "text";
  /**
   * Reads the item of a change that was too large for a message. Later changes of the item wait for the
   * result, for at most 10 seconds. After an error or without an item, the change stays truncated.
   */
  fetchItem?: (keys: Partial<Item>) => Partial<Item> | null | undefined | PromiseLike<Partial<Item> | null | undefined>;
  /**
   * The largest number of changes that wait for each `for await` loop and for `fetchItem`; beyond, they
   * are dropped and there is a `resync`. Also the largest number of live messages that are held during
   * a replay; beyond, they are dropped and requested again. At least 1. Default: 1000.
   */
  buffer?: number;
  /**
   * A string that names the user, such as its id: tabs of the origin with the same URL, format and
   * string share one connection. `true` is for feeds without `token`, which are the same for all users.
   * Browsers without Web Locks or BroadcastChannel, and insecure pages, use one connection per tab. See
   * docs/client.md. Default: false.
   */
  shared?: boolean | string;
  /**
   * The longest delay between two attempts to connect in milliseconds, at least 1. After ten refusals
   * in a row the limit is five minutes, if that is longer, except on loopback. Default: 30000.
   */
  maxDelay?: number;
}

/** The state of a feed or subscription. See the table in docs/client.md. */
export type TablecastState = "connecting" | "open" | "waiting" | "offline" | "closed";

/** The reason why changes were missed. Later versions of the server may have others. See docs/client.md. */
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

/** The detail of a `close` event. */
export interface CloseDetail {
  /**
   * `ended`: by `close()` or the signal. `token`: `token()` threw a final error. `subscribe`: the
   * server finally refused the subscription.
   */
  reason: "lost" | "closed" | "unanswered" | "ended" | "token" | "subscribe";
  /** The close code of the WebSocket, if there was one. */
  code?: number;
  /** False if the feed reconnects by itself. */
  final: boolean;
}

/** The detail of a `refused` event. */
export interface RefusedDetail {
  /**
   * `refused`: the handshake failed; browsers don't say why. `timeout`: the handshake took longer than
   * 30 seconds. `token`: `token()` failed, or its result is invalid as a sub-protocol. `lost`,
   * `closed`, `unanswered`: the connection ended before it was live.
   */
  reason: "refused" | "timeout" | "token" | "lost" | "closed" | "unanswered";
  /** The error, if `reason` is `token`. */
  cause?: unknown;
  /** The number of failed attempts in a row, including this one. */
  count: number;
  /** The delay until the next attempt, in milliseconds. */
  delay: number;
}

/** An error of a feed or subscription. `final` is true if it has ended. */
export interface TablecastError extends Partial<Error> {
  /**
   * `rate`: too many requests. `subscriptions`: too many subscriptions. `timeout`: no answer within 30
   * seconds. `gateway`: an error of API Gateway. `busy`: the table could not be read. Final: `filter`,
   * `names`, `values`, `attributes` (that option was refused), `snapshot` (not available; the message
   * has the remedy), `request` (invalid), `text` (the server is in text mode). Other reasons come from
   * the server, or from an error that `token()` threw.
   */
  reason?: string;
  /** The index of the character in the filter where the error is, if known. */
  position?: number;
  final: boolean;
}

/** The events of a subscription. */
export interface SubscriptionEventMap<Item = Record<string, unknown>> {
  /**
   * The subscription is live: all earlier changes are delivered, and new ones follow as they arrive. A
   * hand-over between connections has no `open`.
   */
  open: CustomEvent<undefined>;
  /** The connection is lost, or the subscription has ended. */
  close: CustomEvent<CloseDetail>;
  /** A frame of the snapshot. All frames are delivered together, once the snapshot is complete. */
  items: CustomEvent<ItemsDetail<Item>>;
  /** A change was committed. */
  change: CustomEvent<Change<Item>>;
  /** Changes were missed: read everything again that is shown. */
  resync: CustomEvent<{ reason: ResyncReason }>;
  /**
   * The server couldn't subscribe, and the client tries again. With `final: true` the subscription has
   * ended: the server refused it, or `token()` threw this error.
   */
  error: CustomEvent<TablecastError>;
  /**
   * A message for the subscription with a type that is unknown to this version. It counts as `ignored`
   * unless a listener calls `preventDefault()`.
   */
  message: CustomEvent<{ type?: unknown; [field: string]: unknown }>;
}

/** The events of a feed. */
export interface TablecastEventMap<Item = Record<string, unknown>> extends SubscriptionEventMap<Item> {
  /**
   * An attempt to connect failed. The feed tries again. If its state is `open`, it continues on its old
   * connection.
   */
  refused: CustomEvent<RefusedDetail>;
  /** A message, if `format` is `text`. */
  text: CustomEvent<string>;
}

/** A part of a feed with its own position, created by `Tablecast.subscribe`. */
export interface Subscription<
  Item = Record<string, unknown>,
  Events extends SubscriptionEventMap<Item> = SubscriptionEventMap<Item>,
>
  extends EventTarget, AsyncIterable<Change<Item>> {
  readonly state: TablecastState;
  /**
   * The position up to which everything was delivered. A page can store it and pass it to a later
   * subscription with the same options. Changes that wait for `fetchItem` or for a loop are not
   * delivered yet. Undefined before `open`, unless a position was given.
   */
  readonly position: string | undefined;
  /**
   * The option of the feed. With `snapshot`, changes are not filled in, because only the page knows
   * which item is newer.
   */
  readonly fetchItem: TablecastOptions<Item>["fetchItem"];

  /** Ends the subscription and its loops. The feed continues. */
  close(): void;

  /**
   * Returns the changes from the first `next()` until the subscription ends. A `resync` drops waiting
   * changes.
   *
   * @throws the final error, if the subscription ended with one
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

export interface Tablecast<Item = Record<string, unknown>> extends Subscription<Item, TablecastEventMap<Item>> {}

/**
 * A feed of the changes of a table. It connects and reconnects by itself.
 *
 * The feed itself is a subscription to everything that its user may see. It starts with the first
 * listener for `change` or the first loop. A page that only calls `subscribe` doesn't receive it.
 */
export class Tablecast<Item = Record<string, unknown>> {
  /**
   * Starts to connect.
   *
   * @param url `wss:` or `ws:`
   * @throws TypeError for another URL, or an invalid option
   */
  constructor(url: string | URL, options?: TablecastOptions<Item>);

  readonly url: string;
  /** The number of ignored messages: those of an unknown type, and changes without keys. */
  readonly ignored: number;

  /**
   * Subscribes to a part of the feed, over the feed's own connection. A feed has at most five
   * subscriptions, including its own if something listens to its changes.
   *
   * @throws TypeError if there are too many subscriptions, if the request has more than 32,000 bytes,
   *     and in text mode
   */
  subscribe(options?: SubscriptionOptions): Subscription<Item>;

  /**
   * Ends the feed, its subscriptions, loops and connections.
   *
   * @param options `everywhere`: true to end the feeds of all tabs that share the connection, such as
   *     on sign-out
   */
  close(options?: { everywhere?: boolean }): void;
}
