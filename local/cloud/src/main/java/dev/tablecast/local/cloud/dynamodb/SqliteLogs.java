package dev.tablecast.local.cloud.dynamodb;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The loggers of SQLite's Java binding, which would write two lines to standard error for every
 * database that it opens.
 *
 * <p>DynamoDB Local sets the same level but keeps no reference to the loggers, and {@link
 * Logger#getLogger} keeps weak ones: a logger that is collected before the binding's classes are
 * loaded returns with the default level.
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
