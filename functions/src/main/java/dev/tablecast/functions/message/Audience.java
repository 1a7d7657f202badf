package dev.tablecast.functions.message;

import java.util.List;

/**
 * Those that get the same frames.
 *
 * @param subs the subscriptions of a connection that see what is in the frames, in the order in
 *     which they are named; none for a connection that doesn't subscribe
 * @param replay whether the frames answer a {@code subscribe}
 */
public record Audience(List<String> subs, boolean replay) {
    /** A connection that doesn't speak the sub-protocol: it gets everything. */
    public static final Audience EVERYTHING = new Audience(List.of(), false);

    public Audience {
        subs = List.copyOf(subs);
    }

    String frame(String epoch, long from, long to, String changes) {
        var text = new StringBuilder("{\"type\":\"changes\"");
        if (!subs.isEmpty()) {
            // A sub is of letters, digits, - and _.
            text.append(",\"subs\":[\"").append(String.join("\",\"", subs)).append("\"]");
        }
        text.append(",\"epoch\":\"").append(epoch).append("\",\"from\":").append(from);
        text.append(",\"to\":").append(to);
        if (replay) {
            text.append(",\"replay\":true");
        }
        return text.append(",\"changes\":[").append(changes).append("]}").toString();
    }
}
