package dev.tablecast.functions.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The owner of a connection in rows and counters: a hash of the token's {@code sub}. All hashes
 * have one length, and the table of connections holds no names.
 *
 * @param hash SHA-256, in the URL-safe alphabet of Base64
 */
public record Subject(String hash) {
    /** The attribute of a row that names its subject. */
    public static final String ATTRIBUTE = "Subject";

    /** Returns the subject that a token names. */
    public static Subject of(String sub) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(sub.getBytes(StandardCharsets.UTF_8));
            return new Subject(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
