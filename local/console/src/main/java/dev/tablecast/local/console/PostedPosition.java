package dev.tablecast.local.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The position, {@code EPOCH.NUMBER}, that a client reaches with a posted message. */
final class PostedPosition {
    /** Length of the part of a message that has the position, which precedes the changes. */
    private static final int HEAD = 400;

    private static final Pattern CHANGES =
            Pattern.compile("\"epoch\":\"([\\w-]+)\",\"from\":\\d+,\"to\":(\\d+)");
    private static final Pattern ANSWER = Pattern.compile("\"position\":\"([\\w-]+)\\.(\\d+)\\.");

    private PostedPosition() {}

    /** Returns the position in the text of a message; empty if it has none. */
    static Optional<String> in(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length()));
        return find(CHANGES, head).or(() -> find(ANSWER, head));
    }

    private static Optional<String> find(Pattern pattern, String head) {
        Matcher found = pattern.matcher(head);
        return found.find() ? Optional.of(found.group(1) + "." + found.group(2)) : Optional.empty();
    }
}
