package dev.tablecast.local.cloud.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text that people read in one file: the doc comments of a source, or a page without its code.
 *
 * @param file relative to the project's root
 * @param passages in the order of the file
 */
record Prose(Path file, List<Passage> passages) {
    private static final Pattern DOC_COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("\\R\\s*\\*? ?");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`|\\{@code [^}]*}");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}']*");

    Prose {
        passages = List.copyOf(passages);
    }

    /**
     * A doc comment or a page.
     *
     * @param line its first line in the file, from 1
     */
    record Passage(int line, String text) {
        /** Returns the words in order, without code. */
        Stream<String> words() {
            return WORD.matcher(CODE.matcher(text).replaceAll(" "))
                    .results()
                    .map(word -> word.group());
        }

        /** Returns the first word, or nothing for a comment that opens with a tag or code. */
        String opening() {
            var word = WORD.matcher(text);
            return word.lookingAt() ? word.group() : "";
        }
    }

    /**
     * Reads a file.
     *
     * @param root of the project
     */
    static Prose of(Path root, Path file) throws IOException {
        String text = Files.readString(file);
        return new Prose(root.relativize(file), isPage(file) ? page(text) : docComments(text));
    }

    /** Returns whether a file is a page, not a source. */
    static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }

    /** Returns the comments that open with two asterisks, without their margins. */
    static List<Passage> docComments(String source) {
        return DOC_COMMENT
                .matcher(source)
                .results()
                .map(
                        comment ->
                                new Passage(
                                        line(source, comment.start()),
                                        MARGIN.matcher(comment.group(1)).replaceAll(" ").strip()))
                .toList();
    }

    private static int line(String source, int at) {
        return 1 + (int) source.chars().limit(at).filter(c -> c == '\n').count();
    }

    /** Returns a page as one passage, without fenced code. */
    static List<Passage> page(String text) {
        return List.of(new Passage(1, FENCED.matcher(text).replaceAll("")));
    }
}
