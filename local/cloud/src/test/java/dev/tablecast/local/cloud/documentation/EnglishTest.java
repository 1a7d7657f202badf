package dev.tablecast.local.cloud.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING, "English", that a machine can check, on every source and page. */
class EnglishTest {
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));
    private static final Set<String> OPENINGS = list("openings.txt");
    private static final Set<String> RARE = list("rare.txt");
    private static final int WORDS_FOR_A_RARE_ONE = 10_000;

    /**
     * The modules whose comments aren't rewritten yet, with the number of refused openings in each.
     * A number may only fall.
     */
    private static final Map<Path, Integer> TO_REWRITE = Map.of(Path.of("bench"), 104);

    private static final Pattern PROSE = Pattern.compile(".*\\.(java|js|mjs|ts|md)");

    private static List<Prose> prose = List.of();

    @BeforeAll
    static void read() throws IOException {
        prose = everything();
    }

    @Test
    void noDocCommentOpensWithARefusedWord() {
        assertThat(refused(comments().stream().filter(EnglishTest::isRewritten).toList()))
                .as("open a type's comment with a noun, a method's with a verb; %s", OPENINGS)
                .isEmpty();
    }

    @Test
    void noOtherDocCommentGetsARefusedOpening() {
        TO_REWRITE.forEach(
                (module, most) ->
                        assertThat(
                                        refused(
                                                comments().stream()
                                                        .filter(file -> isIn(module, file))
                                                        .toList()))
                                .as("open a type's comment with a noun, a method's with a verb")
                                .hasSizeLessThanOrEqualTo(most));
    }

    private static List<String> refused(List<Prose> files) {
        List<String> refused = new ArrayList<>();
        for (Prose file : files) {
            for (Prose.Passage comment : file.passages()) {
                if (OPENINGS.contains(comment.opening())) {
                    refused.add(
                            "%s:%d: \"%.60s\""
                                    .formatted(file.file(), comment.line(), comment.text()));
                }
            }
        }
        return refused;
    }

    private static boolean isRewritten(Prose file) {
        return TO_REWRITE.keySet().stream().noneMatch(module -> isIn(module, file));
    }

    private static boolean isIn(Path module, Prose file) {
        return file.file().startsWith(module);
    }

    @Test
    void rareWordsAreRareInComments() {
        assertRare(comments().stream().filter(EnglishTest::isRewritten).toList());
    }

    @Test
    void rareWordsAreRareInPages() {
        assertRare(prose.stream().filter(file -> Prose.isPage(file.file())).toList());
    }

    @Test
    void everyKindOfFileIsRead() {
        assertThat(comments()).hasSizeGreaterThan(1_000);
        assertThat(prose)
                .extracting(file -> file.file().toString())
                .contains(
                        "README.md",
                        "docs/delivery.md",
                        "client/tablecast.js",
                        "client/tablecast.d.ts");
    }

    @Test
    void aRefusedOpeningIsFoundWithItsLine() {
        String source =
                """
                package x;

                /##
                 # What it is.
                 #/
                class X {
                    /## Returns what {@code told} says. #/
                    String x() {
                """
                        .replace('#', '*');

        List<Prose.Passage> comments = Prose.docComments(source);

        assertThat(comments).extracting(Prose.Passage::line).containsExactly(3, 7);
        assertThat(comments).extracting(Prose.Passage::opening).containsExactly("What", "Returns");
        assertThat(OPENINGS).contains("What").doesNotContain("Returns");
        assertThat(comments.get(1).words()).containsExactly("Returns", "what", "says");
    }

    @Test
    void codeOfAPageIsNotProse() {
        String page = "Who is told?\n\n```\ntold\n```\n\nThe field `told`.\n";

        assertThat(Prose.page(page).getFirst().words())
                .containsExactly("Who", "is", "told", "The", "field");
    }

    private static void assertRare(List<Prose> files) {
        List<String> found = new ArrayList<>();
        long words = 0;
        for (Prose file : files) {
            for (Prose.Passage passage : file.passages()) {
                words += passage.words().count();
                passage.words()
                        .filter(word -> RARE.contains(word.toLowerCase(Locale.ROOT)))
                        .forEach(
                                word ->
                                        found.add(
                                                "%s:%d: %s"
                                                        .formatted(
                                                                file.file(),
                                                                passage.line(),
                                                                word)));
            }
        }
        assertThat(found)
                .as("name the actor and what it does, instead of %s", RARE)
                .hasSizeLessThanOrEqualTo((int) (words / WORDS_FOR_A_RARE_ONE));
    }

    private static List<Prose> comments() {
        return prose.stream().filter(file -> !Prose.isPage(file.file())).toList();
    }

    private static List<Prose> everything() throws IOException {
        List<Prose> read = new ArrayList<>();
        for (String file : ProjectIndex.of(PROJECT).files()) {
            if (PROSE.matcher(file).matches()) {
                read.add(Prose.of(PROJECT, PROJECT.resolve(file)));
            }
        }
        return read;
    }

    private static Set<String> list(String name) {
        try (var in = EnglishTest.class.getResourceAsStream("/english/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
