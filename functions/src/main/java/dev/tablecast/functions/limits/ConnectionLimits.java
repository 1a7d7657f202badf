package dev.tablecast.functions.limits;

import dev.tablecast.functions.settings.EnvironmentSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The bounds on connections: of all, and of each subject.
 *
 * <p>{@code $connect} counts up, {@code $disconnect} counts down, and the {@link Recount} of each
 * sweep corrects what they miss. So a bound also holds between two sweeps, but only approximately.
 *
 * <p>Settings: {@code MAXIMUM_CONNECTIONS} and {@code MAXIMUM_CONNECTIONS_PER_SUBJECT}, 0 for no
 * bound, the default; {@code CONNECTION_COUNTS_TABLE}, needed with a bound.
 *
 * @param maximum of all connections; 0 for no bound
 * @param maximumPerSubject of the connections of a subject; 0 for no bound
 */
public record ConnectionLimits(int maximum, int maximumPerSubject, Counters counters) {
    private static final int MOST = 10_000_000;

    /**
     * Reads the bounds.
     *
     * @param dynamoDb supplies a client if there is a bound
     */
    public static ConnectionLimits from(
            Map<String, String> environment, Supplier<DynamoDbClient> dynamoDb) {
        return EnvironmentSettings.read(
                environment,
                settings -> {
                    int maximum = settings.integer("MAXIMUM_CONNECTIONS", 0, 0, MOST);
                    int perSubject =
                            settings.integer("MAXIMUM_CONNECTIONS_PER_SUBJECT", 0, 0, MOST);
                    return maximum == 0 && perSubject == 0
                            ? none()
                            : new ConnectionLimits(
                                    maximum,
                                    perSubject,
                                    new DynamoDbCounters(
                                            dynamoDb.get(),
                                            settings.required("CONNECTION_COUNTS_TABLE")));
                });
    }

    /** Returns limits that admit everyone and count nobody. */
    public static ConnectionLimits none() {
        return new ConnectionLimits(0, 0, new NoCounters());
    }

    /** Returns whether there is any bound. */
    public boolean exist() {
        return maximum > 0 || maximumPerSubject > 0;
    }

    /** Returns the subject that a row has to name; empty if connections aren't counted by it. */
    public Optional<Subject> counted(Optional<String> sub) {
        return maximumPerSubject == 0 ? Optional.empty() : sub.map(Subject::of);
    }

    /**
     * Counts a connection, if there is room for it.
     *
     * @param subject as the connection's row names it; without one, only the bound of all
     *     connections counts
     * @return whether it may open
     */
    public boolean admit(Optional<Subject> subject) {
        Optional<String> own = subject.map(Counters::of);
        if (own.isPresent() && !counters.increment(own.get(), maximumPerSubject)) {
            return false;
        }
        if (maximum == 0 || counters.increment(Counters.ALL, maximum)) {
            return true;
        }
        own.ifPresent(counter -> counters.add(counter, -1));
        return false;
    }

    /** Removes a connection from the counts. */
    public void release(Optional<Subject> subject) {
        subject.filter(named -> maximumPerSubject > 0)
                .ifPresent(own -> counters.add(Counters.of(own), -1));
        if (maximum > 0) {
            counters.add(Counters.ALL, -1);
        }
    }
}
