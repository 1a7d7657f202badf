package dev.tablecast.infrastructure;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The products of the other modules that are deployed.
 *
 * @param functionsJar the one jar with all functions; read when it is uploaded, not here
 * @param definition the text of the workflow's definition, with its substitutions still to be made
 */
public record Artifacts(Path functionsJar, String definition) {
    private static final String FUNCTIONS = "functions.jar";
    private static final String DEFINITION = "broadcast.asl.json";

    /**
     * Returns the artifacts that this module carries: its build puts them beside its classes, from
     * the folders of the other modules.
     *
     * @throws RunException if one is missing; it names the file, and the command that builds it
     */
    public static Artifacts packaged() {
        return in(Artifacts.class::getResource);
    }

    /** Returns the artifacts among these resources. */
    static Artifacts in(Function<String, @Nullable URL> resources) {
        try {
            return new Artifacts(
                    file(resource(FUNCTIONS, resources)), text(resource(DEFINITION, resources)));
        } catch (IOException | URISyntaxException e) {
            throw new RunException("The functions can't be unpacked: " + e, e);
        }
    }

    private static URL resource(String name, Function<String, @Nullable URL> resources) {
        return Optional.ofNullable(resources.apply(name))
                .orElseThrow(
                        () ->
                                new RunException(
                                        name
                                                + " is missing; build it with: ./mvnw -pl functions"
                                                + " package"));
    }

    /** Returns the file itself, or a copy for the time that this JVM runs of one within a jar. */
    private static Path file(URL resource) throws IOException, URISyntaxException {
        if (resource.getProtocol().equals("file")) {
            return Path.of(resource.toURI());
        }
        Path folder = Files.createTempDirectory("tablecast");
        Path copy = folder.resolve(FUNCTIONS);
        folder.toFile().deleteOnExit();
        copy.toFile().deleteOnExit();
        try (InputStream content = resource.openStream()) {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private static String text(URL resource) throws IOException {
        try (InputStream content = resource.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
