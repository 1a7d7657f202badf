package dev.tablecast.functions.feed;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A feed's log, and those who read it and begin its epochs. */
public record LogParts(
        ChangeLog log, LogReader reader, Epochs epochs, InstantSource clock, Pause pause) {
    /** Returns the parts for a table in DynamoDB and real time. */
    public static LogParts of(LogSettings settings, DynamoDbClient dynamoDb) {
        var clock = InstantSource.system();
        var pause = Pause.system(new SecureRandom());
        var log =
                new ChangeLog(
                        dynamoDb, settings.table(), settings.feed(), settings.retention(), clock);
        return new LogParts(
                log,
                new LogReader(log, pause),
                new Epochs(log, clock, settings.startsAtLatest()),
                clock,
                pause);
    }
}
