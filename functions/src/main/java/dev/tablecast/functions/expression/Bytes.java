package dev.tablecast.functions.expression;

import java.util.Arrays;

/** Parts of binaries. */
final class Bytes {
    private Bytes() {}

    static boolean contains(byte[] whole, byte[] part) {
        for (int index = 0; index + part.length <= whole.length; index++) {
            if (hasAt(whole, index, part)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the part's bytes are in the whole from an index on. */
    static boolean hasAt(byte[] whole, int index, byte[] part) {
        return index + part.length <= whole.length
                && Arrays.equals(whole, index, index + part.length, part, 0, part.length);
    }
}
