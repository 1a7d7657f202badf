package dev.tablecast.soak;

import java.util.Arrays;

/**
 * The changes that one connection received, in their order, duplicates included: eight bytes for
 * each, since a large soak has millions.
 */
final class Receipts {
    private int[] changes = new int[16];
    private int[] timesMs = new int[16];
    private int size;

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

    synchronized int change(int index) {
        return changes[index];
    }

    synchronized int atMs(int index) {
        return timesMs[index];
    }
}
