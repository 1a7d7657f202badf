package dev.tablecast.soak;

import java.util.Arrays;

/**
 * The changes that came, in their order: eight bytes for each, since a large soak has millions.
 *
 * <p>A change is the id of a {@link dev.tablecast.soak.protocol.ToldChange}.
 */
final class Receipts {
    private int[] changes = new int[16];
    private int[] timesMs = new int[16];
    private int size;

    /** A part, from an index to another, which isn't in it. */
    record Part(Receipts receipts, int from, int to) {
        int size() {
            return to - from;
        }

        int change(int index) {
            return receipts.change(from + index);
        }

        int atMs(int index) {
            return receipts.atMs(from + index);
        }
    }

    synchronized void add(int change, int atMs) {
        if (size == changes.length) {
            changes = Arrays.copyOf(changes, size * 2);
            timesMs = Arrays.copyOf(timesMs, size * 2);
        }
        changes[size] = change;
        timesMs[size] = atMs;
        size++;
    }

    synchronized int size() {
        return size;
    }

    Part all() {
        return new Part(this, 0, size());
    }

    private synchronized int change(int index) {
        return changes[index];
    }

    private synchronized int atMs(int index) {
        return timesMs[index];
    }
}
