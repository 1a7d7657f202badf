package dev.tablecast.infrastructure.configuration;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Defaults and ranges of the numbers that functions read from their environment, compared with the
 * settings that they come from. The two modules share no code.
 */
class FunctionVariablesTest {
    private static final Path FUNCTIONS = Path.of("..", "functions", "src", "main", "java");

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "MAXIMUM_CONNECTIONS", "maximumConnections",
                    "MAXIMUM_CONNECTIONS_PER_SUBJECT", "maximumConnectionsPerSubject",
                    "PRUNE_GRACE_SECONDS", "pruneGraceSeconds",
                    "POST_CONCURRENCY", "postConcurrency",
                    "REPLAY_CHANGES", "replayChanges",
                    "REPLAY_HOURS", "replayHours",
                    "SNAPSHOT_MAX_ITEMS", "snapshotMaxItems");

    private static final Pattern READ =
            Pattern.compile("\\.integer\\(\\s*\"(\\w+)\",\\s*(\\w+),\\s*(\\w+),\\s*(\\w+)\\s*\\)");

    @Test
    void functionsTakeTheDefaultsAndRangesOfTheSettings() {
        assertThat(readByFunctions()).isEqualTo(describedBySettings());
    }

    private static Map<String, String> describedBySettings() {
        Map<String, Setting<?>> all =
                Catalogue.GROUPS.stream()
                        .flatMap(group -> group.settings().stream())
                        .collect(toMap(Setting::name, setting -> setting));
        var described = new TreeMap<String, String>();
        SETTINGS.forEach(
                (variable, name) ->
                        described.put(
                                variable,
                                all.get(name).byDefault()
                                        + ", "
                                        + all.get(name).values().allowed()));
        return described;
    }

    private static Map<String, String> readByFunctions() {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(FUNCTIONS)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(FunctionVariablesTest::text)
                    .forEach(
                            source ->
                                    READ.matcher(source)
                                            .results()
                                            .forEach(
                                                    read ->
                                                            found.put(
                                                                    read.group(1),
                                                                    range(read, source))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String range(MatchResult read, String source) {
        return "%d, a whole number from %d to %d"
                .formatted(
                        number(read.group(2), source),
                        number(read.group(3), source),
                        number(read.group(4), source));
    }

    private static int number(String literalOrConstant, String source) {
        String literal = literalOrConstant;
        var constant = Pattern.compile(" int " + literal + " = ([0-9_]+);").matcher(source);
        if (constant.find()) {
            literal = constant.group(1);
        }
        return Integer.parseInt(literal.replace("_", ""));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
