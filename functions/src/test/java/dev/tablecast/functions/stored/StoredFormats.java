package dev.tablecast.functions.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Files with what a release writes: items in DynamoDB's JSON, and texts.
 *
 * <p>There is a folder for each release. {@code next} has the formats of the release to come; a
 * test fails when they change and names the command that writes them anew. A release copies it to a
 * folder of its own version, which never changes again.
 */
public final class StoredFormats {
    private static final Path FOLDER = Path.of("src", "test", "resources", "stored");
    private static final String NEXT = "next";
    private static final String WRITE = "stored.write";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StoredFormats() {}

    /** Returns the releases whose formats are read, the one to come last. */
    public static List<String> releases() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, AttributeValue> item(String release, String name) {
        var item = new TreeMap<String, AttributeValue>();
        json(release, name)
                .properties()
                .forEach(field -> item.put(field.getKey(), attribute(field.getValue())));
        return item;
    }

    public static JsonNode json(String release, String name) {
        try {
            return JSON.readTree(FOLDER.resolve(release).resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where the code writes another item than the one of the release to come. */
    public static void assertWritten(String name, Map<String, AttributeValue> item) {
        ObjectNode json = JSON.createObjectNode();
        new TreeMap<>(item).forEach((field, value) -> json.set(field, json(value)));
        assertWritten(name, json);
    }

    /** The same for a text that is JSON. */
    public static void assertWritten(String name, String text) {
        try {
            assertWritten(name, JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertWritten(String name, JsonNode json) {
        Path file = FOLDER.resolve(NEXT).resolve(name + ".json");
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, JSON.writeValueAsString(json) + "\n");
            }
            assertThat(comparable(json(NEXT, name)))
                    .as(
                            "%s; where the format is meant to change, and every release that is"
                                    + " read can still be, this writes it anew: ./mvnw -pl"
                                    + " functions test -Dtest='Stored*Test' -D%s=true",
                            file, WRITE)
                    .isEqualTo(comparable(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compressed bytes differ from one zlib to another: what they stand for is compared apart. */
    private static JsonNode comparable(JsonNode json) {
        if (json.at("/Data/B").isTextual()) {
            return ((ObjectNode) json.deepCopy()).put("Data", "bytes");
        }
        return json;
    }

    private static JsonNode json(AttributeValue value) {
        ObjectNode json = JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B ->
                    json.put(
                            "B", Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            default -> throw new IllegalArgumentException("no item has a " + value.type());
        }
        return json;
    }

    private static AttributeValue attribute(JsonNode json) {
        var type = json.properties().iterator().next();
        JsonNode value = type.getValue();
        return switch (type.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(Base64.getDecoder().decode(value.asText())));
            case "SS" -> {
                var members = new ArrayList<String>();
                value.forEach(member -> members.add(member.asText()));
                yield AttributeValue.fromSs(members);
            }
            default -> throw new IllegalArgumentException("no item has a " + type.getKey());
        };
    }
}
