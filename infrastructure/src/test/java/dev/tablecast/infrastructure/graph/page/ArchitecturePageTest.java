package dev.tablecast.infrastructure.graph.page;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.graph.RecordedProgram;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import dev.tablecast.infrastructure.graph.rules.AnyResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page's picture is made of what the program registers, with everything that it may have. */
class ArchitecturePageTest {
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
        new GeneratedPage("architecture.md")
                .assertSays(
                        getClass(),
                        Map.of(
                                "picture",
                                "```mermaid\n" + Picture.of(graph) + "```",
                                "components",
                                String.join("\n", Picture.components(graph)),
                                "exceptions",
                                exceptions()));
    }

    private static String exceptions() {
        var rows = new ArrayList<String>();
        rows.add("| service | actions | AWS's page |");
        rows.add("|---|---|---|");
        AnyResource.EXCEPTIONS.forEach(exception -> rows.add(exception.row()));
        return String.join("\n", rows);
    }
}
