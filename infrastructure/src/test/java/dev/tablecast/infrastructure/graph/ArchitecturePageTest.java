package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's picture is made of what the program registers, with everything that it may have. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final String WRITE = "architecture.write";

    private final ResourceGraph graph =
            RecordedProgram.run(
                    "dev",
                    TablecastConfiguration.of(
                            Map.of(
                                    "auth",
                                    "jwt",
                                    "jwtIssuer",
                                    "https://issuer.test/",
                                    "jwtAudience",
                                    "tablecast")));

    @Test
    void thePageShowsTheGraph() throws IOException {
        String page = Files.readString(PAGE);
        String current = page;
        current = filled(current, "picture", "```mermaid\n" + Picture.of(graph) + "```");
        current = filled(current, "components", String.join("\n", Picture.components(graph)));
        current = filled(current, "exceptions", exceptions());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, current);
        }

        assertThat(Files.readString(PAGE))
                .as(
                        "docs/architecture.md; this writes it anew: ./mvnw -pl infrastructure test"
                                + " -Dtest=ArchitecturePageTest -D"
                                + WRITE
                                + "=true")
                .isEqualTo(current);
    }

    private static String exceptions() {
        var rows = new ArrayList<String>();
        rows.add("| service | actions | AWS's page |");
        rows.add("|---|---|---|");
        AnyResource.EXCEPTIONS.forEach(exception -> rows.add(exception.row()));
        return String.join("\n", rows);
    }

    /** Replaces what stands between the comments of a section. */
    private static String filled(String page, String section, String content) {
        var place =
                Pattern.compile(
                        "(<!-- %1$s: from the graph -->\n).*?(<!-- end of %1$s -->)"
                                .formatted(section),
                        Pattern.DOTALL);
        Matcher found = place.matcher(page);
        assertThat(found.find()).as("the page has a place for its " + section).isTrue();
        return found.replaceFirst("$1\n" + Matcher.quoteReplacement(content) + "\n\n$2");
    }
}
