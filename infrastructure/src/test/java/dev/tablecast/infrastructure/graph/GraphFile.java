package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code target/graph/<stack>.json}: a graph for whoever wants to apply or to judge it.
 *
 * <p>{@code {"stack": …, "resources": [{"type", "name", "urn", "parent", "inputs", "outputs",
 * "references": [{"pointer", "type", "name", "output", "value"}], "dependsOn", "protect",
 * "retainOnDelete"}], "exports": {…}}}. A reference says that {@code value}, found at {@code
 * pointer} within the inputs, is that output of that resource.
 */
public final class GraphFile {
    private static final Path FOLDER = Path.of("target", "graph");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private GraphFile() {}

    public static Path write(ResourceGraph graph) {
        try {
            Files.createDirectories(FOLDER);
            return Files.writeString(
                    FOLDER.resolve(graph.stack() + ".json"), JSON.writeValueAsString(graph) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
