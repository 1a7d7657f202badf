package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Projection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;

/** The id of what a subscription sees of a record: the same for the same, and 22 characters. */
final class View {
    private static final int BYTES = 16;

    private View() {}

    static String id(Projection projection) {
        return hash(
                switch (projection) {
                    case Projection.KeysOnly ignored -> "KEYS_ONLY";
                    case Projection.Include include ->
                            "INCLUDE\n" + String.join("\n", new TreeSet<>(include.attributes()));
                    case Projection.All ignored -> "ALL";
                });
    }

    private static String hash(String canonical) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
