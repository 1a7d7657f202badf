package dev.tablecast.local.cloud.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page of the documentation: its links, its code spans, the commands in its blocks, and the
 * anchors of its headings.
 *
 * <p>What a test generates is left out: that test checks it.
 *
 * @param file relative to the project's folder
 * @param text the page without its fenced blocks, whose lines are empty
 * @param blocks the fenced blocks alone, at the same lines
 */
record Page(Path file, String text, String blocks) {
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`((?:[^`\n]|\n(?!\n))+)`");
    private static final Pattern COMMAND = Pattern.compile("\\./mvnw [^\n]*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final String FENCE = "```";
    private static final String GENERATED = "<!-- (begin .+|.+: generated) -->";
    private static final String END = "<!-- end .+ -->";

    /** A piece of a page. */
    record Found(int line, String text) {}

    /** A link, such as {@code [`label`](target)}. */
    record Link(int line, String label, String target) {}

    static Page read(Path root, Path file) {
        try {
            return of(file, Files.readString(root.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(Path file, String markdown) {
        var text = new StringBuilder();
        var blocks = new StringBuilder();
        boolean isFenced = false;
        boolean isGenerated = false;
        for (String line : markdown.split("\n", -1)) {
            boolean isFence = line.strip().startsWith(FENCE);
            isGenerated |= line.matches(GENERATED);
            isGenerated &= !line.matches(END);
            boolean isCode = isFenced || isFence || isGenerated;
            text.append(isCode ? "" : line).append('\n');
            blocks.append(isFenced && !isFence && !isGenerated ? line : "").append('\n');
            isFenced ^= isFence;
        }
        return new Page(file, text.toString(), blocks.toString());
    }

    List<Link> links() {
        var links = new ArrayList<Link>();
        var found = LINK.matcher(text);
        while (found.find()) {
            links.add(new Link(line(text, found.start()), found.group(1), found.group(2)));
        }
        return links;
    }

    /** Returns the code spans outside of fenced blocks. */
    List<Found> code() {
        return found(CODE, text, 1);
    }

    /** Returns the calls of Maven in fenced blocks. */
    List<Found> commands() {
        return found(COMMAND, blocks, 0);
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        Map<String, Integer> repeated = new HashMap<>();
        for (Found heading : found(HEADING, text, 1)) {
            String anchor =
                    heading.text()
                            .replaceAll("]\\([^)]*\\)", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            int count = repeated.merge(anchor, 1, Integer::sum);
            anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
        }
        return anchors;
    }

    private static List<Found> found(Pattern pattern, String in, int group) {
        return pattern.matcher(in)
                .results()
                .map(match -> new Found(line(in, match.start()), match.group(group)))
                .toList();
    }

    private static int line(String in, int offset) {
        return 1 + (int) in.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
