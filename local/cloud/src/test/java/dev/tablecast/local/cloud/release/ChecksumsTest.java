package dev.tablecast.local.cloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each plugin and dependency has a checksum that every build compares it with. */
class ChecksumsTest {
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));
    private static final Path MVN = PROJECT.resolve(".mvn");
    private static final String RECORD = "release/checksums records them anew";
    private static final Pattern PLUGIN =
            Pattern.compile(
                    "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+-plugin)</artifactId>\\s*"
                            + "<version>([^<]+)</version>");

    @Test
    void everyDependencyHasTheChecksumThatIsRecorded() throws Exception {
        Map<String, String> recorded = recorded();
        int found = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !jar.startsWith(PROJECT.toRealPath())) {
                String path = inRepository(jar, recorded);
                assertThat(recorded.get(path))
                        .as(jar.getFileName() + ": " + RECORD)
                        .isEqualTo(sha256(jar));
                found++;
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void everyPluginOfTheBuildIsRecorded() throws IOException {
        List<String> plugins =
                PLUGIN.matcher(Files.readString(PROJECT.resolve("pom.xml")))
                        .results()
                        .map(
                                plugin ->
                                        "%s/%s/%s/%2$s-%3$s.jar"
                                                .formatted(
                                                        plugin.group(1).replace('.', '/'),
                                                        plugin.group(2),
                                                        plugin.group(3)))
                        .toList();

        assertThat(plugins).hasSizeGreaterThan(15);
        assertThat(recorded().keySet()).as(RECORD).containsAll(plugins);
    }

    /** Names of registries that only this machine reaches have no place in the list. */
    @Test
    void theListHasPathsAndChecksumsAlone() throws IOException {
        assertThat(Files.readAllLines(MVN.resolve("checksums/checksums.sha256")))
                .allMatch(line -> line.matches("[0-9a-f]{64}  [A-Za-z0-9_./+-]+"))
                .noneMatch(line -> line.contains("://") || line.contains("dev/tablecast"));
    }

    /** Maven refuses a plugin whose checksum is another one, and takes it otherwise. */
    @Test
    void aPluginWithOtherContentsEndsTheBuild(@TempDir Path project) throws Exception {
        assumeThat(File.separatorChar).as("mvnw is a shell script").isEqualTo('/');
        Files.createDirectories(project.resolve(".mvn/checksums"));
        Files.copy(MVN.resolve("maven.config"), project.resolve(".mvn/maven.config"));
        Files.writeString(
                project.resolve("pom.xml"),
                """
                <project><modelVersion>4.0.0</modelVersion>
                  <groupId>test</groupId><artifactId>test</artifactId><version>1</version>
                  <packaging>pom</packaging>
                  <build><plugins><plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-enforcer-plugin</artifactId><version>3.6.3</version>
                    <executions><execution><goals><goal>enforce</goal></goals>
                      <configuration><rules><requireJavaVersion><version>[17,)</version>
                      </requireJavaVersion></rules></configuration>
                    </execution></executions>
                  </plugin></plugins></build>
                </project>
                """);
        String list = Files.readString(MVN.resolve("checksums/checksums.sha256"));
        Path copy = project.resolve(".mvn/checksums/checksums.sha256");

        Files.writeString(copy, list);
        assertThat(validate(project)).isEmpty();

        Files.writeString(
                copy,
                list.replaceFirst(
                        "[0-9a-f]{64}(  org/apache/maven/enforcer/enforcer-rules/3.6.3/\\S+jar)",
                        "0".repeat(64) + "$1"));
        assertThat(validate(project))
                .contains("enforcer-rules:jar:3.6.3 trusted checksum mismatch: summaryFile=0000");
    }

    private static String validate(Path project) throws Exception {
        Process maven =
                new ProcessBuilder(
                                PROJECT.resolve("mvnw").toAbsolutePath().normalize().toString(),
                                "--quiet",
                                "--offline",
                                "-f",
                                project.resolve("pom.xml").toString(),
                                "validate")
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.lines()
                .filter(line -> line.contains("ERROR"))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> recorded() throws IOException {
        var recorded = new TreeMap<String, String>();
        for (String line : Files.readAllLines(MVN.resolve("checksums/checksums.sha256"))) {
            recorded.put(line.substring(66), line.substring(0, 64));
        }
        return recorded;
    }

    /** Returns the suffix of a file's path that is in the list, or the path itself. */
    private static String inRepository(Path jar, Map<String, String> recorded) {
        String path = jar.toString().replace(File.separatorChar, '/');
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (recorded.containsKey(path.substring(slash + 1))) {
                return path.substring(slash + 1);
            }
        }
        return path;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
