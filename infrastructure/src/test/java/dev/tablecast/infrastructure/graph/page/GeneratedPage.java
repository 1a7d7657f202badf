package dev.tablecast.infrastructure.graph.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs} with parts that are made by a test, each between two comments: {@code <!--
 * name: generated -->} and {@code <!-- end of name -->}.
 */
record GeneratedPage(Path path) {
    private static final String WRITE = "docs.write";

    GeneratedPage(String name) {
        this(Path.of("..", "docs", name));
    }

    /**
     * Fails where the page says something else than these sections, and names the command that
     * writes them anew.
     */
    void assertSays(Class<?> test, Map<String, String> sections) throws IOException {
        String page = Files.readString(path);
        String current = page;
        for (var section : sections.entrySet()) {
            current = filled(current, section.getKey(), section.getValue());
        }
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(path, current);
        }
        assertThat(Files.readString(path))
                .as(
                        "%s; this writes it anew: ./mvnw -pl infrastructure test -Dtest=%s"
                                + " -D%s=true",
                        path.normalize(), test.getSimpleName(), WRITE)
                .isEqualTo(current);
    }

    private static String filled(String page, String section, String content) {
        Matcher place =
                Pattern.compile(
                                "(<!-- %1$s: generated -->\n).*?(<!-- end of %1$s -->)"
                                        .formatted(section),
                                Pattern.DOTALL)
                        .matcher(page);
        assertThat(place.find()).as("the page has a place for its " + section).isTrue();
        return place.replaceFirst("$1\n" + Matcher.quoteReplacement(content) + "\n\n$2");
    }
}
