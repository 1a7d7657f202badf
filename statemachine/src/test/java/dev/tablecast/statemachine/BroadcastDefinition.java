package dev.tablecast.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The text of the broadcast with values for its substitutions, as it is deployed. */
record BroadcastDefinition(String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static BroadcastDefinition with(int pageSize, int chunkSize) {
        String text = read();
        for (var substitution :
                Map.of(
                                "Partition",
                                "aws",
                                "ConnectionsTable",
                                ConnectionsTable.NAME,
                                "PostFunctionArn",
                                "arn:aws:lambda:us-east-1:000000000000:function:post",
                                "PageSize",
                                Integer.toString(pageSize),
                                "ChunkSize",
                                Integer.toString(chunkSize))
                        .entrySet()) {
            text = text.replace("${" + substitution.getKey() + "}", substitution.getValue());
        }
        return new BroadcastDefinition(text);
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read() {
        try {
            return Files.readString(Path.of("broadcast.asl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
