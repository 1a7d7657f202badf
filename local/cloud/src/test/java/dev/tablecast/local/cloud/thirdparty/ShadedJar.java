package dev.tablecast.local.cloud.thirdparty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar that carries its dependencies.
 *
 * @param module the folder of its module
 * @param sources the folder, in the module, of the files that go into this jar alone
 */
record ShadedJar(String name, Path module, String sources) {
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ShadedJar> all() {
        return List.of(
                new ShadedJar("functions.jar", PROJECT.resolve("functions"), "src/main/lambda"),
                new ShadedJar(
                        "stepfunctions-local.jar",
                        PROJECT.resolve("local/stepfunctions"),
                        "src/main/runnable"));
    }

    /** The committed list that goes into the jar. */
    Path thirdParty() {
        return module.resolve(sources).resolve("THIRD-PARTY.txt");
    }

    /** The text of a file in the jar. */
    String text(String entry) throws IOException {
        try (var zip = new ZipFile(jar())) {
            return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), UTF_8);
        }
    }

    Set<String> entries() throws IOException {
        try (var zip = new ZipFile(jar())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .collect(Collectors.toSet());
        }
    }

    /** The dependencies that this jar has a class or another file of. */
    List<Dependency> dependencies() throws IOException {
        Set<String> carried = entries();
        var dependencies = new ArrayList<Dependency>();
        for (Dependency dependency : classPath()) {
            if (dependency.entries().stream()
                    .anyMatch(entry -> carried.contains(entry) && !isShared(entry))) {
                dependencies.add(dependency);
            }
        }
        return dependencies;
    }

    private List<Dependency> classPath() throws IOException {
        var components =
                JSON.readTree(module.resolve("target/bom.json").toFile()).path("components");
        var jars = new ArrayList<Dependency>();
        String path = Files.readString(module.resolve("target/runtime.classpath"));
        for (String jar : path.strip().split(Pattern.quote(File.pathSeparator))) {
            jars.add(Dependency.read(Path.of(jar), components));
        }
        return jars;
    }

    /** Service files are merged, and the licences are this jar's own. */
    private static boolean isShared(String entry) {
        return entry.startsWith("META-INF/") && !entry.endsWith(".class");
    }

    private File jar() {
        return module.resolve("target").resolve(name).toFile();
    }

    @Override
    public String toString() {
        return name;
    }
}
