package dev.tablecast.local.stepfunctions.asl;

import java.util.List;

/** What a state does about its failures: first the retriers, then the catchers. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
    public static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());

    public ErrorHandling {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }
}
