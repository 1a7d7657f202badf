package dev.tablecast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformancePageTest {
    private static final String PAGE =
            """
            # Performance
            <!-- begin cost -->
            old
            <!-- end cost -->
            <!-- begin fanout -->
            older
            <!-- end fanout -->
            That was it.
            """;

    @TempDir private Path folder;

    @Test
    void aRunReplacesItsOwnPartAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("performance.md"), PAGE);

        new PerformancePage(file)
                .write(
                        "fanout",
                        new Report().note("Fast.").figure("ours", 1),
                        "2 cores",
                        LocalDate.of(2026, 11, 22));

        assertThat(file)
                .hasContent(
                        """
                        # Performance
                        <!-- begin cost -->
                        old
                        <!-- end cost -->
                        <!-- begin fanout -->
                        `./mvnw -Pbench -Dbench=fanout` on 2026-11-22: 2 cores.

                        Fast.

                        `fanout: ours=1`
                        <!-- end fanout -->
                        That was it.
                        """);
    }

    @Test
    void figuresThatAreTheSameEverywhereHaveNoMachineAndNoDate() throws IOException {
        var report = new Report().note("Slow.").figure("ours", 1);
        var page = new PerformancePage(Files.writeString(folder.resolve("scale.md"), PAGE));

        assertThat(page.has("cost", report)).isFalse();
        page.write("cost", report);

        assertThat(page.has("cost", report)).isTrue();
        assertThat(page.file()).content().contains("<!-- begin cost -->\nSlow.\n<!-- end cost");
    }

    @Test
    void aPageWithoutThePartIsLeftAlone() {
        assertThatThrownBy(() -> PerformancePage.replaced(PAGE, "growth", "new"))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("<!-- begin growth -->");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "append",
                "coldstart",
                "cost",
                "fanout",
                "growth",
                "query",
                "resume",
                "stepfunctions",
                "system"
            })
    void thePageHasAPartForEachBenchmark(String benchmark) throws IOException {
        String page = Files.readString(Path.of("../docs/performance.md"));

        assertThat(PerformancePage.replaced(page, benchmark, "new\n"))
                .contains("<!-- begin " + benchmark + " -->\nnew\n<!-- end " + benchmark + " -->");
    }
}
