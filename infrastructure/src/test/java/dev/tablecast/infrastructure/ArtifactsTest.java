package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
    @TempDir private Path folder;

    @Test
    void aMissingJarIsNamedWithTheCommandThatBuildsIt() {
        var jar = folder.resolve("functions.jar");

        assertThatThrownBy(() -> Artifacts.in(jar, folder.resolve("broadcast.asl.json")))
                .isInstanceOf(RunException.class)
                .hasMessage(jar + " is missing; build it with: ./mvnw -pl functions package");
    }

    @Test
    void aMissingDefinitionIsNamed() throws IOException {
        var jar = Files.createFile(folder.resolve("functions.jar"));
        var definition = folder.resolve("broadcast.asl.json");

        assertThatThrownBy(() -> Artifacts.in(jar, definition))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(definition + " can't be read: ");
    }

    @Test
    void theDefinitionIsReadAndTheJarIsLeftToItsUpload() throws IOException {
        var jar = Files.createFile(folder.resolve("functions.jar"));
        var definition = Files.writeString(folder.resolve("broadcast.asl.json"), "{}");

        assertThat(Artifacts.in(jar, definition)).isEqualTo(new Artifacts(jar, "{}"));
    }
}
