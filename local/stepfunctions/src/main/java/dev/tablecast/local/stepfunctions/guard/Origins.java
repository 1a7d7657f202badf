package dev.tablecast.local.stepfunctions.guard;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/** The origins whose pages may make a request. */
public sealed interface Origins {
    /** The listener's own origin only. */
    record Own() implements Origins {}

    /**
     * The origins of this machine, with any port, and configured ones.
     *
     * @param named tests whether an origin, as the browser sends it, is configured
     * @param namedBy the name of the setting that configures them, for messages
     */
    record AtHome(Hosts hosts, Predicate<String> named, String namedBy) implements Origins {}

    /** Selects the origins for a request, because the paths of a listener may differ in theirs. */
    @FunctionalInterface
    interface ByRequest {
        Origins of(Request request);
    }
}
