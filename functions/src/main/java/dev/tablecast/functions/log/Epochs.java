package dev.tablecast.functions.log;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins epochs.
 *
 * <p>An epoch begins with the first batch through a new event source mapping, when records were
 * lost before they were appended, and when the log can't be read. Its first record is a reset.
 *
 * <p>An epoch's name is the time at which it began: milliseconds since 1970 in base 36, nine
 * digits. Later epochs have greater names, so that a client can tell a message of an earlier one,
 * which arrives late.
 *
 * @param firstIsOwed whether connections may have missed changes before the feed's first epoch, so
 *     that its reset is owed to them
 */
public record Epochs(ChangeLog log, InstantSource clock, boolean firstIsOwed) {
    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    /** The generation of a head that was made before any batch came. */
    private static final String NO_GENERATION = "none";

    private static final int RADIX = 36;

    /**
     * Returns the head to which a batch of a generation is appended; a new one if the generation is
     * new. Empty if the generation was replaced.
     */
    Optional<Head> current(Optional<Head> read, String generation) {
        Optional<Head> head = read;
        while (head.isEmpty() || !head.get().generation().equals(generation)) {
            if (head.isPresent() && head.get().pastGenerations().contains(generation)) {
                return Optional.empty();
            }
            head =
                    head.isPresent() && isAdoptable(head.get())
                            ? adopted(head.get(), generation)
                            : begin(head, generation);
        }
        return head;
    }

    /** Returns whether the feed had subscribers before its first batch, and they miss nothing. */
    private boolean isAdoptable(Head head) {
        return head.generation().equals(NO_GENERATION) && !firstIsOwed;
    }

    private Optional<Head> adopted(Head head, String generation) {
        return switch (log.write(HeadUpdate.adopt(head, generation))) {
            case HeadWrite.Written written -> Optional.of(written.head());
            case HeadWrite.Refused refused -> refused.current();
        };
    }

    /** Returns the head of the feed; a new feed's first one if there is none. */
    public Head currentOrFirst() {
        Optional<Head> head = log.head();
        while (head.isEmpty()) {
            head = begin(head, NO_GENERATION);
        }
        return head.get();
    }

    /**
     * Begins an epoch in place of one, unless someone else has already done so.
     *
     * @param generation as the head has it, or a new one
     * @return the head as it is now
     */
    Head replace(Head old) {
        Optional<Head> head = Optional.of(old);
        while (head.isEmpty() || head.get().epoch().equals(old.epoch())) {
            head = begin(head, old.generation());
        }
        return head.get();
    }

    private Optional<Head> begin(Optional<Head> old, String generation) {
        Set<String> past =
                old.map(
                                head -> {
                                    var all = new HashSet<>(head.pastGenerations());
                                    all.add(head.generation());
                                    all.remove(generation);
                                    return Set.copyOf(all);
                                })
                        .orElse(Set.of());
        long sent = old.isPresent() || firstIsOwed ? 0 : 1;
        var next = new Head(name(old), generation, past, 1, sent, 0, Optional.empty());
        return switch (log.begin(old, next)) {
            case HeadWrite.Written written -> {
                LOG.atInfo()
                        .addKeyValue("epoch", next.epoch())
                        .addKeyValue("generation", generation)
                        .log("The feed has begun a new epoch");
                yield Optional.of(written.head());
            }
            case HeadWrite.Refused refused -> refused.current();
        };
    }

    /** Returns the time at which an epoch began. */
    static Instant beginning(String epoch) {
        return Instant.ofEpochMilli(Long.parseLong(epoch, RADIX));
    }

    private String name(Optional<Head> old) {
        long after = old.map(head -> Long.parseLong(head.epoch(), RADIX)).orElse(0L);
        long time = Math.max(clock.millis(), after + 1);
        String digits = Long.toString(time, RADIX);
        return "0".repeat(Math.max(0, 9 - digits.length())) + digits;
    }
}
