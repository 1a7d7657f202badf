package dev.tablecast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTest {
    private final Table table =
            new Table("posts", "who", "posts/s").row("ours", 12_345L).row("the seed", 84);

    @Test
    void aTerminalGetsColumnsThatAreAligned() {
        assertThat(new Report().table(table).note("on one machine").text())
                .isEqualTo(
                        """
                        posts
                          who        posts/s
                          ours        12,345
                          the seed        84

                        on one machine
                        """);
    }

    @Test
    void aPageGetsATable() {
        assertThat(new Report().table(table).markdown())
                .isEqualTo(
                        """
                        posts:

                        | who | posts/s |
                        |---|--:|
                        | ours | 12,345 |
                        | the seed | 84 |
                        """);
    }

    @Test
    void theLastLineHasTheFiguresInTheirOrderAndWithoutSeparators() {
        assertThat(new Report().figure("ours", 12_345).figure("ratioSeed", 146.964).line("fanout"))
                .isEqualTo("fanout: ours=12345 ratioSeed=146.96");
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatThrownBy(() -> table.row("ours"))
                .hasMessage("a row of \"posts\" has 1 cells; it takes 2");
    }
}
