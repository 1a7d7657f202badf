package dev.tablecast.local.stepfunctions.guard;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/** The origins whose pages may make a request. */
public sealed interface Origins {
    /** The listener's own: its pages and no others. */
    record Own() implements Origins {}

    /**
     * The origins of this machine, on any port, and those that are named.
     *
     * @param named takes an origin as the browser sends it
     * @param namedBy the setting that names them, for messages
     */
    record AtHome(Hosts hosts, Predicate<String> named, String namedBy) implements Origins {}

    /** The choice for a request, for listeners whose paths differ. */
    @FunctionalInterface
    interface ByRequest {
        Origins of(Request request);
    }
}
