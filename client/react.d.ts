import type { Queryable, QueryOptions, QueryState } from "./query.js";
import type { TablecastError } from "./tablecast.js";

/** The result of `useQuery`: the same object until something differs. */
export interface QueryResult<Item = Record<string, unknown>> {
  readonly items: readonly Readonly<Item>[];
  readonly state: QueryState;
  readonly error: TablecastError | undefined;
}

/**
 * Returns the items that match, and renders again whenever the items, the state or the error change.
 * Options are compared by value; a new function for `sort` counts only when another option changes.
 * Components with the same feed and options share a list.
 *
 * @param feed null or undefined while there is none, such as before sign-in: the state is `loading`
 *     then
 */
export function useQuery<Item = Record<string, unknown>>(
  feed: Queryable | null | undefined,
  options?: Omit<QueryOptions<Item>, "signal">,
): QueryResult<Item>;
