package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.snapshot.Snapshot.Reason;
import dev.tablecast.functions.snapshot.Snapshot.Refused;
import dev.tablecast.functions.view.View;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Reads the items of views from the source table, as far as the deployment allows it. */
public record Snapshots(DynamoDbClient dynamoDb, SnapshotSettings settings, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** The largest number of pages of a megabyte that are read for a snapshot. */
    static final int MAX_PAGES = 20;

    /** The largest size of a snapshot's items as JSON. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Returns why a view can't have a snapshot, whatever the table holds; empty if it can. */
    public Optional<Refused> refusal(View view) {
        if (settings.table().isEmpty()) {
            return Optional.of(
                    new Refused(
                            Reason.SNAPSHOT,
                            "this feed sends no snapshots: its deployment has the setting snapshot"
                                    + " off"));
        }
        SourceTable table = settings.table().get();
        return Reads.of(view, table, settings.mode()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                Reason.SNAPSHOT,
                                ("a snapshot needs a filter that gives the partition key: %s = :p,"
                                                + " or %s IN with at most %d values, alone or"
                                                + " joined to other conditions by AND")
                                        .formatted(
                                                table.partition().name(),
                                                table.partition().name(),
                                                Reads.MAX_PARTITIONS)));
    }

    /**
     * Reads the items of a view that isn't refused.
     *
     * @param until when no further page is read
     */
    public Snapshot read(View view, Instant until) {
        SourceTable table = settings.table().orElseThrow();
        var reads = Reads.of(view, table, settings.mode()).orElseThrow();
        var items = new Items(view, table);
        Instant began = now();
        try {
            int pages = 0;
            for (Read read : reads) {
                Map<String, AttributeValue> start = Map.of();
                do {
                    if (++pages > MAX_PAGES) {
                        return refused("its snapshot would read more than %d MB", MAX_PAGES);
                    } else if (!clock.instant().isBefore(until)) {
                        return new Refused(
                                Reason.BUSY,
                                "reading the snapshot took too long; subscribe again, or with a"
                                        + " narrower filter");
                    }
                    Read.Page page = read.page(dynamoDb, table, start);
                    for (var item : page.items()) {
                        items.add(AttributeValues.item(item));
                        if (items.texts.size() > settings.maxItems()) {
                            return refused("it has more than %,d items", settings.maxItems());
                        } else if (items.bytes > MAX_BYTES) {
                            return refused(
                                    "its items have more than %d MB", MAX_BYTES / (1024 * 1024));
                        }
                    }
                    start = page.last();
                } while (!start.isEmpty());
            }
        } catch (SdkException e) {
            return unreadable(e);
        }
        return new Snapshot.Taken(items.texts, began, now());
    }

    private static Refused refused(String found, int most) {
        return new Refused(
                Reason.SNAPSHOT,
                found.formatted(most)
                        + ", too much for a snapshot: narrow the filter by conditions on the"
                        + " partition key and, by =, <, >, BETWEEN or begins_with, on the sort"
                        + " key");
    }

    private static Refused unreadable(SdkException e) {
        if (e instanceof DynamoDbException refusal
                && refusal.statusCode() < 500
                && !refusal.isThrottlingException()) {
            String code = refusal.awsErrorDetails().errorCode();
            LOG.atError()
                    .addKeyValue("error", code)
                    .log("DynamoDB refuses to read the source table for a snapshot");
            return new Refused(Reason.SNAPSHOT, "the table can't be read: " + code);
        }
        LOG.atWarn()
                .addKeyValue("error", e.getClass().getSimpleName())
                .log("The source table can't be read for a snapshot at the moment");
        return new Refused(
                Reason.BUSY, "the table can't be read at the moment; subscribe again later");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The items read so far that the view has. */
    private static final class Items {
        final List<String> texts = new ArrayList<>();
        int bytes;
        private final View view;
        private final SourceTable table;

        Items(View view, SourceTable table) {
            this.view = view;
            this.table = table;
        }

        void add(Map<String, Value> item) {
            if (view.has(item)) {
                String text = new ItemJson(keys(item), view.shown(item)).text();
                texts.add(text);
                bytes += Snapshot.bytes(text);
            }
        }

        private Map<String, Value> keys(Map<String, Value> item) {
            var keys = new TreeMap<String, Value>();
            keys.put(table.partition().name(), item.get(table.partition().name()));
            table.sort().ifPresent(key -> keys.put(key.name(), item.get(key.name())));
            return keys;
        }
    }
}
