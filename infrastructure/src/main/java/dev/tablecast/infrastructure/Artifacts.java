package dev.tablecast.infrastructure;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the other modules deliver.
 *
 * @param functionsJar the one jar with all functions; read when it is uploaded, not here
 * @param definition the text of the workflow's definition, with its substitutions still to be made
 */
public record Artifacts(Path functionsJar, String definition) {

    /**
     * Returns the artifacts in these files.
     *
     * @throws RunException if one is missing; it names the file, and the command that builds it
     */
    public static Artifacts in(Path functionsJar, Path definition) {
        if (!Files.isRegularFile(functionsJar)) {
            throw new RunException(
                    functionsJar + " is missing; build it with: ./mvnw -pl functions package");
        }
        try {
            return new Artifacts(functionsJar, Files.readString(definition));
        } catch (IOException e) {
            throw new RunException(definition + " can't be read: " + e, e);
        }
    }
}
