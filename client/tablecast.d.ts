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
  /**
   * The change was too large for a message, and has its keys alone. `false` where `fetchItem` filled
   * `new` in: that is the item as it was read, which may be newer than this change.
   */
  truncated?: boolean;
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
   * The position to resume from, as an earlier feed's `position` gave it. The changes that followed
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
   * `rate`: too many requests. `timeout`: no answer within 30 seconds. `gateway`: API Gateway's own
   * error. `request`, `text` (the server is in text mode): final. Others are the server's, or those
   * of an error that `token()` threw.
   */
  reason?: string;
  final: boolean;
}

export interface TablecastEventMap<Item = Record<string, unknown>> {
  /** Live: what was missed has been told, and changes are told as they come. Not told of a hand-over. */
  open: CustomEvent<undefined>;
  /** Not connected any more. */
  close: CustomEvent<CloseDetail>;
  /** An attempt to connect failed. The feed goes on; if its state is `open`, as before. */
  refused: CustomEvent<RefusedDetail>;
  /** A change was committed. */
  change: CustomEvent<Change<Item>>;
  /** A message, if `format` is `text`. */
  text: CustomEvent<string>;
  /** Changes were missed: read again what is shown. */
  resync: CustomEvent<{ reason: ResyncReason }>;
  /**
   * The server couldn't subscribe the feed, which tries again; or, with `final: true`, the feed has
   * ended for good: `token()` threw this, or the server refused to subscribe for good.
   */
  error: CustomEvent<TablecastError>;
}

/** A feed of a table's changes, over WebSocket connections that it keeps. */
export class Tablecast<Item = Record<string, unknown>>
  extends EventTarget
  implements AsyncIterable<Change<Item>>
{
  /**
   * Starts to connect.
   *
   * @param url `wss:`, or `ws:`
   * @throws TypeError for any other URL, and for an option that can't work
   */
  constructor(url: string | URL, options?: TablecastOptions<Item>);

  readonly url: string;
  readonly state: TablecastState;
  /**
   * Up to where everything was told: a page can store it and give it to a later feed. Changes that
   * wait for `fetchItem` or for a loop haven't been told. Undefined before the feed is `open`, unless
   * a position was given, and in text mode.
   */
  readonly position: string | undefined;
  /** How many messages that aren't of a known type, and changes without keys, have been ignored. */
  readonly ignored: number;

  /** Ends the feed, its loops and its connections, for good. */
  close(): void;

  /**
   * The changes from the first `next()` on, until the feed ends. `resync` drops those that wait.
   *
   * @throws the final error, when the feed has ended with one
   */
  [Symbol.asyncIterator](): AsyncGenerator<Change<Item>, void, undefined>;

  addEventListener<K extends keyof TablecastEventMap<Item>>(
    type: K,
    listener: (this: this, event: TablecastEventMap<Item>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<K extends keyof TablecastEventMap<Item>>(
    type: K,
    listener: (this: this, event: TablecastEventMap<Item>[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}
