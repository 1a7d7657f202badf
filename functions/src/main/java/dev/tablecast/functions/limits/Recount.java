package dev.tablecast.functions.limits;

import dev.tablecast.functions.settings.EnvironmentSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The correction of the counters by the existing rows, for connections that ended without {@code
 * $disconnect} or whose row couldn't be put.
 *
 * <p>It adds the difference instead of setting the number, so that a connection which opens or ends
 * meanwhile is counted. One whose row and count lie on either side of the reading is wrong by one
 * until the next sweep.
 */
public record Recount(ConnectionLimits limits, SubjectRows rows) {
    /** The subjects of the connections that have a row. */
    @FunctionalInterface
    interface SubjectRows {
        /** Calls {@code row} for each row, with the hash of its subject; empty for none. */
        void forEach(Row row);

        @FunctionalInterface
        interface Row {
            void ofSubject(String hash);
        }
    }

    /**
     * Reads the bounds as {@link ConnectionLimits} does, and {@code CONNECTIONS_TABLE}, needed with
     * a bound.
     */
    public static Recount from(Map<String, String> environment, Supplier<DynamoDbClient> dynamoDb) {
        var limits = ConnectionLimits.from(environment, dynamoDb);
        return limits.exist()
                ? new Recount(
                        limits,
                        new DynamoDbSubjectRows(
                                dynamoDb.get(),
                                EnvironmentSettings.read(
                                        environment,
                                        settings -> settings.required("CONNECTIONS_TABLE"))))
                : none();
    }

    /** Returns a recount that does nothing. */
    public static Recount none() {
        return new Recount(ConnectionLimits.none(), row -> {});
    }

    /** Corrects every counter that is wrong; does nothing if there is no bound. */
    public void run() {
        if (!limits.exist()) {
            return;
        }
        Counters counters = limits.counters();
        Map<String, Long> counted = counters.all();
        Map<String, Long> actual = actual();
        var names = new HashSet<>(counted.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            long before = counted.getOrDefault(name, 0L);
            long now = actual.getOrDefault(name, 0L);
            if (now != before) {
                counters.add(name, now - before);
            } else if (now == 0) {
                counters.forgetZero(name);
            }
        }
    }

    private Map<String, Long> actual() {
        var actual = new HashMap<String, Long>();
        rows.forEach(
                hash -> {
                    if (limits.maximum() > 0) {
                        actual.merge(Counters.ALL, 1L, Long::sum);
                    }
                    if (limits.maximumPerSubject() > 0 && !hash.isEmpty()) {
                        actual.merge(Counters.of(new Subject(hash)), 1L, Long::sum);
                    }
                });
        return actual;
    }
}
