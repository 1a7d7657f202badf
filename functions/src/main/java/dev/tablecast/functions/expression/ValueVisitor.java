package dev.tablecast.functions.expression;

/**
 * One operation on each type of value.
 *
 * @param <R> its result
 * @param <E> the checked exception that it may throw
 */
public interface ValueVisitor<R, E extends Exception> {
    R text(Value.Text text) throws E;

    R numeric(Value.Numeric number) throws E;

    R binary(Value.Binary binary) throws E;

    R bool(Value.Bool bool) throws E;

    R nothing(Value.Null nothing) throws E;

    R items(Value.Items items) throws E;

    R fields(Value.Fields fields) throws E;

    R members(Value.Members members) throws E;
}
