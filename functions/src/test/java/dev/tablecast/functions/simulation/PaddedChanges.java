package dev.tablecast.functions.simulation;

import dev.tablecast.functions.message.ChangeText;
import dev.tablecast.functions.message.Frames;

/** Changes so large that a frame has few of them. */
enum PaddedChanges implements ChangeText {
    TEXT;

    private static final String PADDING = " ".repeat(Frames.MAX_BYTES / 4);

    @Override
    public String whole(long number, String body) {
        return "{\"seq\":" + number + ",\"id\":" + body + "}" + PADDING;
    }

    @Override
    public String truncated(long number, String body) {
        throw new AssertionError("no change of the simulation is too large");
    }
}
