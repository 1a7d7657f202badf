package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Expression;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The name of a view, by what it shows: two views that show the same by the same conditions have
 * the same id, however their placeholders are named.
 *
 * @param text 16 letters, digits, {@code -} and {@code _}
 */
public record ViewId(String text) {
    private static final int BYTES = 12;

    /** Another version makes every view a new one. */
    private static final String VERSION = "1";

    static ViewId of(
            Optional<Expression> access, Optional<Expression> filter, VisibleAttributes visible) {
        var content = new StringBuilder(VERSION);
        append(content, access.map(Expression::canonical));
        append(content, filter.map(Expression::canonical));
        append(content, visible.projection());
        append(content, visible.chosen().map(ViewId::names));
        return new ViewId(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOf(sha256(content.toString()), BYTES)));
    }

    /** Returns the id of the view that has every item, and all that the projection lets see. */
    public static ViewId ofEveryItem(Projection projection) {
        return of(
                Optional.empty(),
                Optional.empty(),
                new VisibleAttributes(projection, Optional.empty()));
    }

    /** Returns the 12 bytes that the text stands for. */
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(text);
    }

    private static void append(StringBuilder content, Projection projection) {
        switch (projection) {
            case Projection.KeysOnly ignored -> content.append("keys");
            case Projection.Include include ->
                    append(content, Optional.of(names(include.attributes())));
            case Projection.All ignored -> content.append("all");
        }
    }

    /** Every text is preceded by its length, so that none can pass for two others. */
    private static void append(StringBuilder content, Optional<String> text) {
        content.append(text.map(String::length).orElse(-1)).append(':').append(text.orElse(""));
    }

    private static String names(Collection<String> names) {
        var content = new StringBuilder();
        new TreeSet<>(names).forEach(name -> append(content, Optional.of(name)));
        return content.toString();
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
