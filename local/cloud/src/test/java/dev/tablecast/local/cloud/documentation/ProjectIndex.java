package dev.tablecast.local.cloud.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of the project, and the words in its sources, without what builds leave there.
 *
 * @param files relative to the root, with {@code /} between folders
 * @param sources the text of each source, by its file; pages aren't sources
 * @param words the identifiers in all sources
 */
record ProjectIndex(Path root, List<String> files, Map<String, String> sources, Set<String> words) {
    private static final Set<String> LEFT_BY_BUILDS = Set.of("target", "node_modules", ".git");
    private static final Pattern SOURCE =
            Pattern.compile(".*\\.(java|mjs|js|ts|json|ya?ml|xml|html|css)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    static ProjectIndex of(Path root) {
        var files = new ArrayList<String>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return LEFT_BY_BUILDS.contains(String.valueOf(folder.getFileName()))
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            files.add(root.relativize(file).toString().replace('\\', '/'));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sources =
                files.stream()
                        .filter(file -> SOURCE.matcher(file).matches())
                        .collect(Collectors.toMap(file -> file, file -> text(root, file)));
        Set<String> words =
                sources.values().stream()
                        .flatMap(ProjectIndex::words)
                        .collect(Collectors.toUnmodifiableSet());
        return new ProjectIndex(root, List.copyOf(files), Map.copyOf(sources), words);
    }

    /** Returns whether there is a file with this path, or one whose path ends with it. */
    boolean hasFile(String path) {
        return files.stream().anyMatch(file -> file.equals(path) || file.endsWith("/" + path));
    }

    boolean hasFolder(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return files.stream().anyMatch(file -> file.startsWith(folder));
    }

    /** Returns whether Java sources have this type, or this package if it is a folder's path. */
    boolean hasJava(String path) {
        return hasFile(path + ".java")
                || files.stream().anyMatch(file -> file.contains("/java/" + path + "/"));
    }

    /** Returns whether the source has this word. */
    boolean hasWord(String file, String word) {
        return words(sources.getOrDefault(file, "")).anyMatch(word::equals);
    }

    /** Returns the files with this name. */
    List<String> named(String name) {
        return files.stream()
                .filter(file -> file.equals(name) || file.endsWith("/" + name))
                .toList();
    }

    /** Returns whether a source whose path matches contains this text. */
    boolean hasText(Pattern path, String text) {
        return sources.entrySet().stream()
                .anyMatch(
                        source ->
                                path.matcher(source.getKey()).matches()
                                        && source.getValue().contains(text));
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group());
    }

    private static String text(Path root, String file) {
        try {
            return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
