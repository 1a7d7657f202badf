package dev.tablecast.functions.post;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Readers of the feeds in a log's table, each with the tail of its feed in memory. */
record FeedReaders(
        DynamoDbClient dynamoDb, String table, Pause pause, Map<String, LogReader> readers) {
    FeedReaders(DynamoDbClient dynamoDb, String table, Pause pause) {
        this(dynamoDb, table, pause, new ConcurrentHashMap<>());
    }

    LogReader of(String feed) {
        return readers.computeIfAbsent(
                feed, name -> new LogReader(ChangeLog.forReading(dynamoDb, table, name), pause));
    }
}
