package dev.tablecast.local.cloud.thirdparty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text of {@code META-INF/THIRD-PARTY.txt}: every dependency with its licence, then every
 * licence and notice once, with the dependencies that it comes from.
 *
 * <p>A dependency without a licence file gets the text of {@code third-party/ARTIFACT.txt}, or that
 * of the Apache License 2.0 if it offers that one.
 */
final class ThirdPartyList {
    private static final String RULE = "-".repeat(80) + "\n";
    private static final String APACHE = "Apache-2.0";
    private static final Path LICENSE = Path.of(System.getProperty("tablecast.project"), "LICENSE");

    private ThirdPartyList() {}

    static String of(String jar, List<Dependency> dependencies) throws IOException {
        var sorted = dependencies.stream().sorted(Comparator.comparing(Dependency::name)).toList();
        var text = new StringBuilder("Third-party software in ").append(jar).append("\n\n");
        for (Dependency dependency : sorted) {
            text.append(
                    "%s %s: %s%n"
                            .formatted(
                                    dependency.name(), dependency.version(), dependency.licence())
                            .replace(System.lineSeparator(), "\n"));
            for (String embedded : dependency.embedded()) {
                text.append("  with a copy of ").append(embedded).append('\n');
            }
        }
        for (var entry : sources(sorted).entrySet()) {
            text.append('\n').append(RULE);
            entry.getValue()
                    .forEach(
                            (file, names) ->
                                    text.append(file)
                                            .append(" of ")
                                            .append(String.join(", ", names))
                                            .append('\n'));
            text.append(RULE).append('\n').append(entry.getKey()).append('\n');
        }
        return text.toString();
    }

    /** The names of the files and dependencies by the text that they share. */
    private static Map<String, Map<String, TreeSet<String>>> sources(List<Dependency> dependencies)
            throws IOException {
        var sources = new LinkedHashMap<String, Map<String, TreeSet<String>>>();
        for (Dependency dependency : dependencies) {
            for (var text : texts(dependency).entrySet()) {
                sources.computeIfAbsent(text.getValue(), t -> new TreeMap<>())
                        .computeIfAbsent(text.getKey(), file -> new TreeSet<>())
                        .add(dependency.name());
            }
        }
        return sources;
    }

    private static Map<String, String> texts(Dependency dependency) throws IOException {
        if (!dependency.texts().isEmpty()) {
            return dependency.texts();
        }
        String resource = "/third-party/" + dependency.artifact() + ".txt";
        try (InputStream own = ThirdPartyList.class.getResourceAsStream(resource)) {
            if (own != null) {
                return Map.of(
                        "LICENSE", new String(own.readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        }
        if (dependency.licence().contains(APACHE)) {
            return Map.of("LICENSE", Files.readString(LICENSE).strip());
        }
        throw new AssertionError(
                "%s has no licence file and its licence is %s: put the text into src/test/resources%s"
                        .formatted(dependency.name(), dependency.licence(), resource));
    }
}
