package dev.tablecast.local.cloud.dynamodb;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What SQLite's Java binding says of itself, kept off the standard error: every database that it
 * opens would be two lines there.
 *
 * <p>DynamoDB Local sets the same level, but holds on to no logger, and {@link Logger#getLogger}
 * keeps them weakly: what is collected before the binding's classes are loaded comes back at its
 * default level.
 */
final class SqliteLogs {
    private static final List<Logger> LOGGERS =
            Stream.of("com.almworks.sqlite4java", "com.almworks.sqlite4java.Internal")
                    .map(Logger::getLogger)
                    .toList();

    private SqliteLogs() {}

    static void quieten() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
