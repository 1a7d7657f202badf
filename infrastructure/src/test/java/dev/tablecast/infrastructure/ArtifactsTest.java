package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {
    private static final Map<String, String> BOTH =
            Map.of("functions.jar", "bytes", "broadcast.asl.json", "{}");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"functions.jar", "broadcast.asl.json"})
    void oneThatIsMissingIsNamedWithTheCommandThatBuildsIt(String missing) throws IOException {
        for (var file : BOTH.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.delete(folder.resolve(missing));

        assertThatThrownBy(() -> Artifacts.in(this::inFolder))
                .isInstanceOf(RunException.class)
                .hasMessage(missing + " is missing; build it with: ./mvnw -pl functions package");
    }

    @Test
    void theJarOfACheckoutIsUploadedFromWhereItLies() throws IOException {
        for (var file : BOTH.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }

        assertThat(Artifacts.in(this::inFolder))
                .isEqualTo(new Artifacts(folder.resolve("functions.jar"), "{}"));
    }

    @Test
    void theJarWithinAPublishedArtifactIsUnpacked() throws IOException {
        Path jar = folder.resolve("infrastructure.jar");
        try (var archive = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : BOTH.entrySet()) {
                archive.putNextEntry(new JarEntry(file.getKey()));
                archive.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }

        var artifacts = Artifacts.in(name -> url("jar:" + jar.toUri() + "!/" + name));

        assertThat(artifacts.functionsJar()).hasFileName("functions.jar").hasContent("bytes");
        assertThat(artifacts.definition()).isEqualTo("{}");
    }

    /** The one description of where they come from is this module's pom. */
    @Test
    void theBuildPutsTheDefinitionBesideTheClasses() throws IOException {
        assertThat(Path.of("target/classes/dev/tablecast/infrastructure/broadcast.asl.json"))
                .hasSameTextualContentAs(Path.of("..", "statemachine", "broadcast.asl.json"));
    }

    private @Nullable URL inFolder(String name) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? url(file.toUri().toString()) : null;
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
