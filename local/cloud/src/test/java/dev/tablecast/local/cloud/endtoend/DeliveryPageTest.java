package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The references from {@code docs/delivery.md} to tests. */
class DeliveryPageTest {
    private static final Path DOCS = Path.of(System.getProperty("tablecast.project"), "docs");
    private static final Pattern SHOWN_BY = Pattern.compile("\\[`(\\w+)`]\\((\\S+\\.java)\\)");

    @Test
    void everyTestThatItNamesIsThere() {
        assertThat(SHOWN_BY.matcher(text(DOCS.resolve("delivery.md"))).results())
                .hasSizeGreaterThan(25)
                .allSatisfy(DeliveryPageTest::assertIsThere);
    }

    /** A class, or a method of one. */
    private static void assertIsThere(MatchResult test) {
        String name = test.group(1);
        String source = text(DOCS.resolve(test.group(2)));
        assertThat(source)
                .as(name)
                .containsAnyOf("\nclass " + name + " ", "\n    void " + name + "(");
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
