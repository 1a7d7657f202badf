package dev.tablecast.local.cloud.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The links of the documentation, and the names in its code, lead somewhere. */
class DocumentationLinksTest {
    private static final Path ROOT =
            Path.of(System.getProperty("tablecast.project")).toAbsolutePath().normalize();
    private static final ProjectIndex PROJECT = ProjectIndex.of(ROOT);

    @Test
    void everyLinkAndEveryNameOfThePagesIsThere() {
        assertThat(pages()).hasSizeGreaterThan(25);
        assertThat(pages().flatMap(page -> Mentions.problems(page, PROJECT).stream())).isEmpty();
    }

    private static Stream<Page> pages() {
        return PROJECT.files().stream()
                .filter(file -> file.matches("README.md|CONTRIBUTING.md|docs/.*\\.md|.*/README.md"))
                .map(file -> Page.read(ROOT, Path.of(file)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[a page](absent.md) | absent.md: there is no docs/absent.md",
                "[a part](client.md#absent) | client.md#absent: no heading of docs/client.md has"
                        + " this anchor",
                "[a part](#absent) | #absent: no heading of docs/page.md has this anchor",
                "[`absent`](../client/query.js) | absent: client/query.js doesn't have this name",
                "`AbsentTest` | `AbsentTest`: no test",
                "`Absent.java` | `Absent.java`: no such file",
                "`client/absent.js` | `client/absent.js`: no such file",
                "`client/query.js:absent` | `client/query.js:absent`: no absent in it",
                "`client/absent/` | `client/absent/`: no such file or folder",
                "`dev.tablecast.absent` | `dev.tablecast.absent`: no package or class",
                "`dev.tablecast.functions.post.Absent` | `dev.tablecast.functions.post.Absent`: no"
                        + " package or class",
                "`PostHandler.absent()` | `PostHandler.absent()`:"
                        + " [functions/src/main/java/dev/tablecast/functions/post/PostHandler.java]"
                        + " without such a member",
                "`./mvnw -Pabsent` | -Pabsent: no such profile",
                "`./mvnw -pl absent verify` | -pl absent: no such module",
                "`./mvnw -Prun -Dexample=absent` | -Dexample=absent: no such example",
                "`./mvnw test -Dtest=AbsentTest` | -Dtest=AbsentTest: no such test",
                "`-Dbench=absent` | -Dbench=absent: no such benchmark",
                "`-DabsentProperty=1` | -DabsentProperty=1: nothing reads this property",
            })
    void whatIsNotThereIsReportedWithItsLine(String planted, String problem) {
        assertThat(problems("# Page\n\nText with " + planted + ".\n"))
                .containsExactly("docs/page.md:3: " + problem);
    }

    @Test
    void aNameThatNoSourceHasIsReported() {
        String name = String.join("", "no", "Such", "Setting");

        assertThat(problems("`" + name + "` and `Re" + "named" + "Class`"))
                .containsExactly(
                        "docs/page.md:1: `" + name + "`: no source has this name",
                        "docs/page.md:1: `Re" + "named" + "Class`: no source has this name");
    }

    @Test
    void commandsOfBlocksAreChecked() {
        assertThat(problems("Run:\n\n```\n./mvnw -q -Pabsent  # a comment -Pother\n```\n"))
                .containsExactly("docs/page.md:4: -Pabsent: no such profile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a page](client.md), [a part](client.md#options), [a folder](../client), [a"
                        + " site](https://example.com/absent)",
                "[`query`](../client/query.js), `PostHandlerTest`, `PostHandler.java`,"
                        + " `client/query.js:query`",
                "`client/`, `local/stepfunctions/`, `infrastructure/target/graph/dev.json`",
                "`dev.tablecast.functions.post`, `dev.tablecast.functions.post.PostHandler`,"
                        + " `PostHandler.handleRequest()`",
                "`./mvnw -q -Pbench -Dbench=fanout -Drecord=true`, `-Dbench=NAME`, `./mvnw -pl"
                        + " functions -am test -Dtest=PostHandlerTest`",
                "`States.Runtime`, `FooTest`, `…Test`, `a BETWEEN :x AND :y`,"
                        + " `distributed/a-tolerated-count`",
                "```\n[a page](absent.md) `AbsentTest`\n```",
            })
    void whatIsThereAndWhatCannotBeDecidedIsLeftAlone(String markdown) {
        assertThat(problems(markdown)).isEmpty();
    }

    private static List<String> problems(String markdown) {
        return Mentions.problems(Page.of(Path.of("docs/page.md"), markdown), PROJECT);
    }
}
