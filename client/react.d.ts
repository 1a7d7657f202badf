import type { Queryable, QueryOptions, QueryState } from "./query.js";
import type { TablecastError } from "./tablecast.js";

/** The same object until something differs. */
export interface QueryResult<Item = Record<string, unknown>> {
  readonly items: readonly Readonly<Item>[];
  readonly state: QueryState;
  readonly error: TablecastError | undefined;
}

/**
 * Shows the items that match, and renders again whenever they, the state or the error change. Options
 * are compared by value; of a function for `sort`, the first is taken until another option changes.
 * Components with the same feed and options share a list.
 *
 * @param feed none while there is none, as before a user has signed in: the state is `loading` then
 */
export function useQuery<Item = Record<string, unknown>>(
  feed: Queryable | null | undefined,
  options?: Omit<QueryOptions<Item>, "signal">,
): QueryResult<Item>;
