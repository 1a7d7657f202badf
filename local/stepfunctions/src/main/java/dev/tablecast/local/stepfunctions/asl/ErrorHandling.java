package dev.tablecast.local.stepfunctions.asl;

import java.util.List;

/**
 * The retriers and catchers of a state. A failure that no retrier retries goes to the first catcher
 * that matches it.
 *
 * @see <a href="https://states-language.net/spec.html#errors">ASL, Errors</a>
 */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
    public static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());

    public ErrorHandling {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }
}
