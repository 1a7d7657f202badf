package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release before this build: its jar and its state machine, as {@code release/previous} builds
 * them from its tag.
 *
 * @param name its tag, or that there is none yet
 * @param template its {@code broadcast.asl.json}
 */
record PreviousRelease(String name, Path jar, String template) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));

    /**
     * Returns the release of the newest tag. While there is none, this build takes its place, with
     * a state machine that differs, so that every step of an upgrade is taken.
     *
     * <p>Skips the test where the tag hasn't been built.
     */
    static PreviousRelease find() throws IOException, InterruptedException {
        String tag = newestTag();
        Path folder = PROJECT.resolve("target/previous").resolve(tag.isEmpty() ? "none" : tag);
        if (tag.isEmpty()) {
            System.out.println(
                    "UpgradeIT: no release has a tag yet, so this build is upgraded to itself");
            return new PreviousRelease(
                    "no tag",
                    TestSystem.FUNCTIONS_JAR,
                    currentTemplate()
                            .replaceFirst(
                                    "\"Comment\": \"", "\"Comment\": \"The release before. "));
        }
        assumeTrue(
                Files.exists(folder.resolve("functions.jar")),
                tag + " isn't built; release/previous builds it into " + folder.normalize());
        return new PreviousRelease(
                tag,
                folder.resolve("functions.jar"),
                Files.readString(folder.resolve("broadcast.asl.json")));
    }

    /**
     * Returns its state machine with the same values as this build's, which are read off the
     * deployed one.
     */
    String definition(String deployed) throws IOException {
        var names = new ArrayList<String>();
        var pattern = new StringBuilder();
        int end = 0;
        String template = currentTemplate();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            pattern.append(Pattern.quote(template.substring(end, placeholder.start())))
                    .append("(.*?)");
            names.add(placeholder.group(1));
            end = placeholder.end();
        }
        pattern.append(Pattern.quote(template.substring(end)));
        Matcher values = Pattern.compile(pattern.toString()).matcher(deployed);
        assertThat(values.matches())
                .as("the deployed state machine is broadcast.asl.json")
                .isTrue();
        String definition = template();
        for (int i = 0; i < names.size(); i++) {
            definition = definition.replace("${" + names.get(i) + "}", values.group(i + 1));
        }
        assertThat(definition).as("every placeholder is known").doesNotContain("${");
        return definition;
    }

    private static String currentTemplate() throws IOException {
        return Files.readString(PROJECT.resolve("statemachine/broadcast.asl.json"));
    }

    private static String newestTag() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder(
                                "git", "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD")
                        .directory(PROJECT.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String tag =
                new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor(30, TimeUnit.SECONDS) && git.exitValue() == 0 ? tag : "";
    }
}
