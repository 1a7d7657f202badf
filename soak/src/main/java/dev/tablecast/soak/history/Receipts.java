package dev.tablecast.soak.history;

import java.util.Arrays;

/**
 * The received changes, in order. Each takes eight bytes, because a large soak has millions.
 *
 * <p>A change is the id of a {@link dev.tablecast.soak.protocol.SentChange}.
 */
public final class Receipts {
    private int[] changes = new int[16];
    private int[] timesMs = new int[16];
    private int size;

    /** The receipts from one index (inclusive) to another (exclusive). */
    public record Part(Receipts receipts, int from, int to) {
        public int size() {
            return to - from;
        }

        public int change(int index) {
            return receipts.change(from + index);
        }

        public int atMs(int index) {
            return receipts.atMs(from + index);
        }
    }

    public synchronized void add(int change, int atMs) {
        if (size == changes.length) {
            changes = Arrays.copyOf(changes, size * 2);
            timesMs = Arrays.copyOf(timesMs, size * 2);
        }
        changes[size] = change;
        timesMs[size] = atMs;
        size++;
    }

    public synchronized int size() {
        return size;
    }

    public Part all() {
        return new Part(this, 0, size());
    }

    private synchronized int change(int index) {
        return changes[index];
    }

    private synchronized int atMs(int index) {
        return timesMs[index];
    }
}
