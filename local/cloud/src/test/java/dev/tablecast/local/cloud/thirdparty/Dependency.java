package dev.tablecast.local.cloud.thirdparty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar of the runtime class path, with what it says of its licences.
 *
 * @param licence its licences as its bill of materials names them, such as {@code Apache-2.0}
 * @param texts the licence and notice files in it, by name
 * @param embedded the software that was shaded into it, as {@code group:artifact version}
 * @param entries the names of its files
 */
record Dependency(
        String group,
        String artifact,
        String version,
        String licence,
        Map<String, String> texts,
        Set<String> embedded,
        Set<String> entries) {
    private static final Pattern TEXT =
            Pattern.compile("META-INF/[^/]*(LICENSE|NOTICE|COPYRIGHT)[^/]*");
    private static final Pattern SHADED =
            Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");

    /**
     * Reads a jar in the layout of a Maven repository: {@code .../artifact/version/file.jar}.
     *
     * @param components those of the bill of materials, which has the group and the licences
     */
    static Dependency read(Path jar, Iterable<JsonNode> components) throws IOException {
        String version = jar.getParent().getFileName().toString();
        String artifact = jar.getParent().getParent().getFileName().toString();
        JsonNode component = component(components, artifact, version);
        var texts = new TreeMap<String, String>();
        var embedded = new TreeSet<String>();
        var entries = new TreeSet<String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                String name = entry.getName();
                entries.add(name);
                var shaded = SHADED.matcher(name);
                if (TEXT.matcher(name).matches()) {
                    texts.put(name.substring("META-INF/".length()), text(zip, entry));
                } else if (shaded.matches() && !shaded.group(2).equals(artifact)) {
                    embedded.add(shaded.group(1) + ":" + shaded.group(2));
                }
            }
        }
        return new Dependency(
                component.path("group").asText(),
                artifact,
                version,
                licence(component),
                texts,
                embedded,
                entries);
    }

    private static JsonNode component(
            Iterable<JsonNode> components, String artifact, String version) {
        for (JsonNode component : components) {
            if (component.path("name").asText().equals(artifact)
                    && component.path("version").asText().equals(version)) {
                return component;
            }
        }
        throw new AssertionError(
                artifact + " " + version + " is missing in the bill of materials, target/bom.json");
    }

    private static String licence(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            names.add(licence.path("id").asText(licence.path("name").asText()));
        }
        return String.join(" or ", names);
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes(), UTF_8)
                .replace("\r\n", "\n")
                .strip();
    }

    String name() {
        return group + ":" + artifact;
    }
}
