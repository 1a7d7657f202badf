package dev.tablecast.functions.post;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.functions.view.ViewPolicy;
import dev.tablecast.functions.view.Views;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Readers of the feeds in a log's table, each with its feed's tail and views in memory. */
record FeedReaders(
        DynamoDbClient dynamoDb,
        String table,
        ViewPolicy policy,
        Pause pause,
        Map<String, FeedReader> readers) {
    FeedReaders(DynamoDbClient dynamoDb, String table, ViewPolicy policy, Pause pause) {
        this(dynamoDb, table, policy, pause, new ConcurrentHashMap<>());
    }

    FeedReader of(String feed) {
        return readers.computeIfAbsent(
                feed,
                name ->
                        new FeedReader(
                                new LogReader(ChangeLog.forReading(dynamoDb, table, name), pause),
                                new Views(
                                        policy,
                                        new StoredViews(dynamoDb, table, name),
                                        InstantSource.system())));
    }
}
