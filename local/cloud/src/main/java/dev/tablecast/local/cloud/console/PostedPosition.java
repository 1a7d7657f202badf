package dev.tablecast.local.cloud.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The position that a posted message brings its client to: {@code EPOCH.NUMBER}. */
final class PostedPosition {
    /** The beginning of a message, before its changes. */
    private static final int HEAD = 400;

    private static final Pattern CHANGES =
            Pattern.compile("\"epoch\":\"([\\w-]+)\",\"from\":\\d+,\"to\":(\\d+)");
    private static final Pattern ANSWER = Pattern.compile("\"position\":\"([\\w-]+)\\.(\\d+)\\.");

    private PostedPosition() {}

    /** Returns it; empty for a text that says none. */
    static Optional<String> in(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length()));
        return find(CHANGES, head).or(() -> find(ANSWER, head));
    }

    private static Optional<String> find(Pattern pattern, String head) {
        Matcher found = pattern.matcher(head);
        return found.find() ? Optional.of(found.group(1) + "." + found.group(2)) : Optional.empty();
    }
}
