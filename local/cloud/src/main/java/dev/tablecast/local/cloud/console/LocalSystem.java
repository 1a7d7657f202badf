package dev.tablecast.local.cloud.console;

import java.net.URI;

/**
 * What runs on this machine, and where, at one moment.
 *
 * @param webSocketUrl where clients connect, such as {@code ws://localhost:8080/live}
 * @param connectionsTable the table with a row for each connection
 * @param auth who may connect, by the setting's value: {@code none} or {@code jwt}
 * @param messageFormat what clients receive, by the setting's value: {@code json} or {@code text}
 * @param openConnections how many there are
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

    /** The endpoint of {@code @connections}: the same stage over HTTP, as on AWS. */
    URI managementEndpoint() {
        return URI.create(webSocketUrl.toString().replaceFirst("^ws", "http"));
    }
}
