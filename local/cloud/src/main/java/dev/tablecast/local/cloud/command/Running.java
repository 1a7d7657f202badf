package dev.tablecast.local.cloud.command;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import dev.tablecast.local.cloud.Closing;
import dev.tablecast.local.cloud.InvalidSettingsException;
import dev.tablecast.local.cloud.LocalClients;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.example.BoardExample;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The running local cloud, with the example that was started.
 *
 * @param example empty for the local stack
 */
record Running(LocalCloud cloud, Optional<BoardExample> example, Closing closing)
        implements AutoCloseable {
    private static final String BOARD = "board";
    private static final String NO_OTHER_TABLES =
            "the local cloud has only the stack's own table, which sourceTableName and"
                    + " sourceHashKey describe";

    /**
     * Starts everything.
     *
     * @param example the name of an example; empty for none
     * @throws InvalidSettingsException if there is no such example
     */
    static Running start(Environment environment, ProjectFiles files, String example) {
        if (!example.isEmpty() && !example.equals(BOARD)) {
            throw new InvalidSettingsException(
                    "-Dexample is \"%s\"; it takes %s".formatted(example, BOARD));
        }
        var closing = new Closing();
        try {
            return example.isEmpty()
                    ? new Running(
                            cloud(environment, files, files.stackSettings(), closing),
                            Optional.empty(),
                            closing)
                    : withBoard(environment, files, closing);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static Running withBoard(Environment environment, ProjectFiles files, Closing closing) {
        var board =
                closing.on(
                        BoardExample.open(
                                files.root(),
                                environment.ports().example(),
                                environment.hosts(),
                                InstantSource.system()));
        var settings = new HashMap<>(files.stackSettings(BoardExample.SETTINGS));
        settings.put("jwtIssuer", board.issuer());
        var cloud = cloud(environment, files, settings, closing);
        board.serve(
                cloud.webSocketUri(),
                closing.on(LocalClients.dynamoDb(cloud.dynamoDbEndpoint())),
                cloud.export("sourceTableName"));
        return new Running(cloud, Optional.of(board), closing);
    }

    private static LocalCloud cloud(
            Environment environment,
            ProjectFiles files,
            Map<String, String> settings,
            Closing closing) {
        var configuration =
                TablecastConfiguration.of(settings, Surroundings.without(NO_OTHER_TABLES));
        return closing.on(
                LocalCloud.start(
                        new LocalCloudOptions(environment.ports(), configuration, files)
                                .withHosts(environment.hosts())));
    }

    @Override
    public void close() {
        closing.close();
    }
}
