package dev.tablecast.infrastructure;

import com.pulumi.core.Output;
import java.util.Optional;

/**
 * A table as those see it who only follow its changes.
 *
 * @param startingPosition where the first deployment begins to read: of a table that the stack
 *     makes at its beginning, so that a change made while the mapping is being created isn't
 *     missed; of one that exists at its end, so that nobody gets a day of history
 * @param kmsKeyArn the key that encrypts a table which the stack leaves alone, and its stream;
 *     empty where that is the stack's own key, or AWS's
 */
record SourceStream(
        Output<String> table,
        Output<String> arn,
        String startingPosition,
        Optional<String> kmsKeyArn) {
    static final String FROM_THE_BEGINNING = "TRIM_HORIZON";
    static final String FROM_NOW_ON = "LATEST";

    /** Returns the ARN of the table, which every stream's ARN begins with. */
    Output<String> tableArn() {
        return arn.applyValue(stream -> stream.substring(0, stream.indexOf("/stream/")));
    }

    /** Whether changes may be missed that happen while the mapping is being created. */
    boolean startsAtLatest() {
        return startingPosition.equals(FROM_NOW_ON);
    }
}
