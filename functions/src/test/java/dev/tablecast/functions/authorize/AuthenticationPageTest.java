package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The claims of {@code docs/authentication.md}, each checked. */
class AuthenticationPageTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void itHasEveryReasonForWhichAClientIsRefusedAndNoOther() throws IOException {
        assertThat(found("`([A-Z_]{4,})`"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Decision.Reason.values()).map(Enum::name).toList());
    }

    @Test
    void itsFiguresAreThoseOfTheCode() throws IOException {
        assertThat(page())
                .contains("at most %,d characters".formatted(TokenVerifier.MAXIMUM_LENGTH))
                .contains(
                        "with %d seconds for a clock"
                                .formatted(seconds(TokenPolicy.NOT_BEFORE_LEEWAY)))
                .contains("fresh for %d minutes".formatted(IssuerKeys.FRESH.toMinutes()))
                .contains("two fetches in %d seconds".formatted(seconds(IssuerKeys.PAUSE)))
                .contains("working for %d hours".formatted(IssuerKeys.KEPT.toHours()))
                .contains("at most %d seconds for each".formatted(seconds(Documents.TIMEOUT)))
                .contains("at most %d KB".formatted(Documents.MAXIMUM_BYTES / 1024));
        assertThat(SigningKeys.ALGORITHMS)
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(
                        found("\\b([A-Z]S[0-9]{3}|EdDSA|Ed25519)\\b").toList());
    }

    @Test
    void everyFileThatItLinksToIsThere() throws IOException {
        assertThat(found("]\\(([^)#]+)\\)"))
                .filteredOn(link -> !link.startsWith("http"))
                .isNotEmpty()
                .allMatch(link -> Files.exists(DOCS.resolve(link)));
    }

    private static Stream<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(page())
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct();
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("authentication.md")).replaceAll("\\s+", " ");
    }
}
