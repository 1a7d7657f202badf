package dev.tablecast.infrastructure.configuration.access;

/**
 * The most connections that there may be; {@link ConnectionSettings} says what these may be.
 *
 * @param maximum of all connections; 0 for no bound
 * @param maximumPerSubject of the connections whose tokens name the same subject; 0 for no bound
 */
public record ConnectionBounds(int maximum, int maximumPerSubject) {
    public ConnectionBounds {
        ConnectionSettings.MAXIMUM.require(maximum);
        ConnectionSettings.MAXIMUM_PER_SUBJECT.require(maximumPerSubject);
    }

    /** Whether there is any, so that connections have to be counted. */
    public boolean exist() {
        return maximum > 0 || maximumPerSubject > 0;
    }
}
