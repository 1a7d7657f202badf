package dev.tablecast.local.console;

import java.net.URI;

/**
 * The endpoints and settings of the local cloud, and its number of connections at one moment.
 *
 * @param webSocketUrl the URL that clients connect to, such as {@code ws://localhost:8080/live}
 * @param connectionsTable the table with a row for each connection
 * @param auth the setting {@code auth}: {@code none}, {@code iam} or {@code jwt}
 * @param messageFormat the setting {@code messageFormat}: {@code json} or {@code text}
 */
public record LocalSystem(
        URI webSocketUrl,
        URI dynamoDbEndpoint,
        URI stepFunctionsEndpoint,
        SourceTable sourceTable,
        String connectionsTable,
        String auth,
        String messageFormat,
        int openConnections) {

    /** Returns the endpoint of {@code @connections}: the same stage over HTTP, as on AWS. */
    URI managementEndpoint() {
        return URI.create(webSocketUrl.toString().replaceFirst("^ws", "http"));
    }
}
