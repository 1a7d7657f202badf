package dev.tablecast.infrastructure.table;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.source.Replay;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.role.Statement;
import java.util.Map;

/**
 * The feed's numbered log, as seen by the functions that use it.
 *
 * <p>A transaction is authorized by its parts: a put by {@code PutItem}, an update by {@code
 * UpdateItem}.
 *
 * @param feed the feed's name within the table
 * @param replay the part of the log that can be replayed
 * @param startsAtLatest whether changes may precede the feed's first batch that no batch has
 */
public record FeedLog(Table table, String feed, Replay replay, boolean startsAtLatest) {
    private static final String TABLE = "CHANGE_LOG_TABLE";

    /** Returns the permissions of a function that appends batches. */
    public Statement appending() {
        return Statement.allow(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem")
                .on(table.arn());
    }

    /** Returns the permissions of a function that begins an epoch and broadcasts its reset. */
    public Statement startingOver() {
        return Statement.allow(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem")
                .on(table.arn());
    }

    /**
     * Returns the permissions of a function that reads the head and the entries, and stores views.
     * It creates a missing head.
     */
    public Statement subscribing() {
        return Statement.allow("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem")
                .on(table.arn());
    }

    /** Returns the permissions of a function that stores the view of a connection. */
    public Statement storingViews() {
        return Statement.allow("dynamodb:GetItem", "dynamodb:PutItem").on(table.arn());
    }

    /** Returns the permissions of a function that reads entries by their numbers, and views. */
    public Statement reading() {
        return Statement.allow("dynamodb:Query", "dynamodb:BatchGetItem").on(table.arn());
    }

    /** Returns the variable of a function that gets the feed with each call. */
    public Output<Map<String, String>> tableVariable() {
        return Variables.of(TABLE, table.name());
    }

    /** Returns the variables of a function that reads and writes the feed's head. */
    public Output<Map<String, String>> environment() {
        return table.name()
                .applyValue(
                        name ->
                                Map.of(
                                        TABLE,
                                        name,
                                        "FEED",
                                        feed,
                                        "REPLAY_HOURS",
                                        Integer.toString(replay.hours()),
                                        "STARTS_AT_LATEST",
                                        Boolean.toString(startsAtLatest)));
    }
}
