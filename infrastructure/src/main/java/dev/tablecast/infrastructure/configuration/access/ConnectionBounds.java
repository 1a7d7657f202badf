package dev.tablecast.infrastructure.configuration.access;

/**
 * The bounds on open connections; {@link ConnectionSettings} has the ranges.
 *
 * @param maximum of all connections; 0 for no bound
 * @param maximumPerSubject of the connections whose tokens name the same subject; 0 for no bound
 */
public record ConnectionBounds(int maximum, int maximumPerSubject) {
    public ConnectionBounds {
        ConnectionSettings.MAXIMUM.require(maximum);
        ConnectionSettings.MAXIMUM_PER_SUBJECT.require(maximumPerSubject);
    }

    /** Returns whether there is a bound, so that connections must be counted. */
    public boolean exist() {
        return maximum > 0 || maximumPerSubject > 0;
    }
}
