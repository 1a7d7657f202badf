package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import java.util.Map;

/**
 * The feed's numbered log, as the function sees it that appends to it.
 *
 * @param feed the feed's name within the table
 * @param replayHours the time for which the log keeps a change
 */
record FeedLog(Table table, String feed, int replayHours) {

    /** Returns what a function has to be allowed that appends batches. */
    Statement appending() {
        return Statement.allow(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        // A transaction is authorized by its parts.
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem")
                .on(table.arn());
    }

    /** Returns the variables of a function that uses the log. */
    Output<Map<String, String>> environment() {
        return table.name()
                .applyValue(
                        name ->
                                Map.of(
                                        "CHANGE_LOG_TABLE",
                                        name,
                                        "FEED",
                                        feed,
                                        "REPLAY_HOURS",
                                        Integer.toString(replayHours)));
    }
}
