package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.Nullable;

/** A JSONata expression failed, or returned a value that is invalid in its field. */
public final class QueryEvaluationException extends FailureException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /**
     * @param field the path of the field within the state, such as {@code Output/total}; null if
     *     the failure is not that of an expression
     */
    public QueryEvaluationException(@Nullable String field, String cause) {
        super(ErrorNames.QUERY_EVALUATION_ERROR, cause);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }
}
