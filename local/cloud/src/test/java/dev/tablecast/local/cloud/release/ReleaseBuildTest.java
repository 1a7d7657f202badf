package dev.tablecast.local.cloud.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code release/build} says what is wrong before it builds anything. */
class ReleaseBuildTest {
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    1.2           ~ the version is "1.2"; it takes one such as 1.2.3 or 1.2.3-rc.1
                    0.1.0 --force ~ the option is "--force"; it takes --sign or --publish
                    999.0.0       ~ CHANGELOG.md has no section "## 999.0.0"
                    1 2 3         ~ expected VERSION [--sign | --publish], found: 1 2 3
                    """)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "release/build is a shell script")
    void aMistakeIsNamed(String arguments, String message) throws Exception {
        var command = new ArrayList<>(List.of("bash", "release/build"));
        command.addAll(List.of(arguments.split(" ")));
        Process build =
                new ProcessBuilder(command)
                        .directory(PROJECT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(build.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isEqualTo(1);
        assertThat(output.strip()).isEqualTo("release/build: " + message);
    }

    /** A new module isn't uploaded by accident. */
    @Test
    void threeModulesArePublished() throws Exception {
        var published = new ArrayList<String>();
        for (String module :
                matches("<module>(.*)</module>", Files.readString(PROJECT.resolve("pom.xml")))) {
            String pom = Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
            if (pom.contains("<maven.deploy.skip>false</maven.deploy.skip>")) {
                published.add(module);
            }
        }

        assertThat(Files.readString(PROJECT.resolve("pom.xml")))
                .contains("<maven.deploy.skip>true</maven.deploy.skip>");
        assertThat(published)
                .containsExactlyInAnyOrder("client", "infrastructure", "local/stepfunctions");
        assertThat(Files.readString(PROJECT.resolve("release/build")))
                .contains("published=client,infrastructure,local/stepfunctions");
    }

    /** The consumers' project takes versions that the build downloads anyway. */
    @Test
    void theConsumersProjectHasTheVersionsOfTheBuild() throws Exception {
        String consumer = Files.readString(PROJECT.resolve("release/consumers/maven/pom.xml"));
        String root = Files.readString(PROJECT.resolve("pom.xml"));
        Pattern version = Pattern.compile("<version>([0-9][^<]*)</version>");

        Stream<String> versions =
                version.matcher(consumer).results().map(match -> match.group(1)).distinct();

        assertThat(versions.filter(found -> !found.equals("1")))
                .isNotEmpty()
                .allMatch(
                        found ->
                                root.contains("<version>" + found + "</version>")
                                        || root.contains(".version>" + found + "<"));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
