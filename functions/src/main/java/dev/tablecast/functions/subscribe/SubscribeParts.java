package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.feed.LogParts;
import dev.tablecast.functions.feed.LogSettings;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.MessageSettings;
import dev.tablecast.functions.post.ClientPosts;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.snapshot.SnapshotSettings;
import dev.tablecast.functions.snapshot.Snapshots;
import dev.tablecast.functions.view.Views;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * The parts of the subscribing function, made of its environment: {@code CONNECTIONS_TABLE}, {@code
 * CONNECTIONS_ENDPOINT} (the stage's URL, with {@code https}), {@code REPLAY_CHANGES} (20,000 by
 * default), {@link LogSettings}, {@link MessageSettings} and {@link SnapshotSettings}.
 */
record SubscribeParts(Subscribing subscribing, ClientPosts posts, boolean hasSubscriptions) {
    private record Values(
            String connections,
            URI endpoint,
            int replayChanges,
            LogSettings log,
            MessageFormat format,
            SnapshotSettings snapshots) {}

    static SubscribeParts from(Map<String, String> environment) {
        Values values =
                EnvironmentSettings.read(
                        environment,
                        settings ->
                                new Values(
                                        settings.required("CONNECTIONS_TABLE"),
                                        ClientPosts.endpoint(settings),
                                        settings.integer(
                                                "REPLAY_CHANGES", 20_000, 1_000, 1_000_000),
                                        LogSettings.read(settings),
                                        MessageSettings.read(settings),
                                        SnapshotSettings.read(settings)));
        var clients = new AwsClients(environment);
        var dynamoDb = clients.dynamoDb();
        var log = LogParts.of(values.log(), dynamoDb);
        return new SubscribeParts(
                new Subscribing(
                        new SubscriptionRows(
                                dynamoDb, values.connections(), InstantSource.system()),
                        log.epochs(),
                        log.reader(),
                        values.format(),
                        new Views(
                                values.format().policy(),
                                new StoredViews(
                                        dynamoDb, values.log().table(), values.log().feed()),
                                InstantSource.system()),
                        new Snapshots(dynamoDb, values.snapshots(), InstantSource.system()),
                        values.replayChanges()),
                ClientPosts.of(clients, values.endpoint()),
                values.format().hasSubscriptions());
    }
}
