package dev.tablecast.infrastructure.stream;

import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.source.StreamDelivery;
import dev.tablecast.infrastructure.stack.Fingerprint;
import dev.tablecast.infrastructure.table.SourceStream;
import java.util.TreeMap;

/**
 * The part of a deployment that requires a new epoch of the feed when it changes, because changes
 * may be lost or the logged ones get another meaning.
 *
 * <p>The event source mapping invokes an alias that stands for the generation, and the function
 * knows by that alias to which generation a batch belongs. Pulumi gives the alias a name that was
 * never there before: with a name made of the settings alone, a return to former settings would
 * come back with a generation that the feed knows as replaced, and its batches would be dropped.
 *
 * <p>Another fingerprint is another description, which replaces the alias. The order is the
 * engine's: it makes the new alias, then updates or replaces the mapping, which refers to it, and
 * deletes the old alias last. Batches that still arrive through the old one are covered by the
 * reset with which the new epoch begins.
 */
record Generation(SourceStream source, StreamDelivery delivery, MessageFormat format) {
    private static final int LONGEST_DESCRIPTION = 256;

    /**
     * Returns the description of the alias: a fingerprint, which no other generation has, and which
     * table's stream it is of, so that a preview says where that was replaced.
     */
    Output<String> description() {
        return Output.tuple(source.arn(), source.table())
                .applyValue(
                        known -> {
                            String text =
                                    String.join(
                                            " ",
                                            fingerprint(known.t1),
                                            known.t2,
                                            known.t1.replaceFirst(".*/stream/", "stream "));
                            return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
                        });
    }

    private String fingerprint(String streamArn) {
        String all =
                String.join(
                        "\n",
                        streamArn,
                        source.startingPosition(),
                        Integer.toString(delivery.parallelizationFactor()),
                        delivery.filter().combined().orElse(""),
                        new TreeMap<>(format.environment()).toString());
        return Fingerprint.of(all);
    }
}
