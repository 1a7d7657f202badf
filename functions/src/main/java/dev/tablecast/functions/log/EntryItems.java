package dev.tablecast.functions.log;

import static dev.tablecast.functions.log.HeadItem.number;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of an entry: {@code Version}, {@code From}, {@code Part} and {@code Parts}, {@code
 * BytesBefore}, {@code Data} and {@code ExpiresAt} (seconds since the epoch, the TTL attribute).
 *
 * <p>An entry larger than an item is several items of one transaction.
 */
final class EntryItems {
    /** The size of a part's data; an item has at most 400 KB. */
    static final int PART_BYTES = 350 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EntryItems.class);

    private EntryItems() {}

    static List<Map<String, AttributeValue>> write(LogKeys keys, Entry entry, Instant expiresAt) {
        byte[] data = EntryCodec.encode(entry.records());
        int parts = Math.ceilDiv(data.length, PART_BYTES);
        var items = new ArrayList<Map<String, AttributeValue>>(parts);
        for (int part = 0; part < parts; part++) {
            int start = part * PART_BYTES;
            int length = Math.min(PART_BYTES, data.length - start);
            var item = new HashMap<>(keys.entry(entry.epoch(), entry.from(), part));
            item.put("Version", number(HeadItem.VERSION));
            item.put("From", number(entry.from()));
            item.put("Part", number(part));
            item.put("Parts", number(parts));
            item.put("BytesBefore", number(entry.bytesBefore()));
            item.put("ExpiresAt", number(expiresAt.getEpochSecond()));
            item.put(
                    "Data",
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(
                                    Arrays.copyOfRange(data, start, start + length))));
            items.add(item);
        }
        return items;
    }

    /**
     * Returns the entries whose parts are all there, in the order of the items; an entry that lacks
     * a part or can't be decoded is left out.
     */
    static List<Entry> read(String epoch, List<Map<String, AttributeValue>> items) {
        var entries = new ArrayList<Entry>();
        int i = 0;
        while (i < items.size()) {
            int parts = Math.toIntExact(number(items.get(i), "Parts"));
            long from = number(items.get(i), "From");
            int next = i;
            while (next < items.size() && number(items.get(next), "From") == from) {
                next++;
            }
            if (next - i == parts) {
                entry(epoch, items.subList(i, next)).ifPresent(entries::add);
            }
            i = next;
        }
        return entries;
    }

    private static Optional<Entry> entry(String epoch, List<Map<String, AttributeValue>> parts) {
        var data = new ByteArrayOutputStream();
        parts.forEach(part -> data.writeBytes(part.get("Data").b().asByteArrayUnsafe()));
        long from = number(parts.getFirst(), "From");
        try {
            return Optional.of(
                    new Entry(
                            epoch,
                            from,
                            number(parts.getFirst(), "BytesBefore"),
                            EntryCodec.decode(data.toByteArray())));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("epoch", epoch)
                    .addKeyValue("from", from)
                    .log("A log entry can't be decoded");
            return Optional.empty();
        }
    }
}
