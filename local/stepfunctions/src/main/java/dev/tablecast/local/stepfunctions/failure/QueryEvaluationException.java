package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.Nullable;

/** A JSONata expression failed, or yielded what its field doesn't take. */
public final class QueryEvaluationException extends FailureException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /**
     * @param field of the state, such as {@code Output/total}; null where no expression is to blame
     */
    public QueryEvaluationException(@Nullable String field, String cause) {
        super(ErrorNames.QUERY_EVALUATION_ERROR, cause);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }
}
