package dev.tablecast.infrastructure.table;

import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.table.Source;
import java.util.List;

/**
 * The source table, as seen by the readers of its stream.
 *
 * @param startingPosition the position from which the first deployment reads: for a table that the
 *     stack makes its beginning, so that a change made while the mapping is being created isn't
 *     missed; of one that exists at its end, so that nobody gets a day of history
 * @param kmsKeyArns the key that encrypts a table which the stack leaves alone, and its stream;
 *     none where that is the stack's own key, or AWS's
 */
public record SourceStream(
        Output<String> table,
        Output<String> arn,
        String startingPosition,
        Output<List<String>> kmsKeyArns) {
    static final String FROM_THE_BEGINNING = "TRIM_HORIZON";
    static final String FROM_NOW_ON = "LATEST";

    static SourceStream of(Source.GivenTable table) {
        return new SourceStream(
                table.name(),
                table.streamArn(),
                FROM_NOW_ON,
                table.kmsKeyArn()
                        .applyValue(
                                key -> key == null || key.isEmpty() ? List.of() : List.of(key)));
    }

    /** Returns the ARN of the table, which every stream's ARN begins with. */
    public Output<String> tableArn() {
        return arn.applyValue(stream -> stream.substring(0, stream.indexOf("/stream/")));
    }

    /** Returns whether changes may be missed while the mapping is being created. */
    public boolean startsAtLatest() {
        return startingPosition.equals(FROM_NOW_ON);
    }
}
