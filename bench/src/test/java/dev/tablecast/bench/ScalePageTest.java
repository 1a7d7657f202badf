package dev.tablecast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.bench.scale.ScaleBenchmark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScalePageTest {
    @Test
    void thePageSaysWhatTheModelSays() {
        var scale = new ScaleBenchmark();
        var page =
                new PerformancePage(Path.of(System.getProperty("tablecast.project"), scale.page()));

        assertThat(page.has("scale", scale.run()))
                .as(
                        "%s says something else; ./mvnw -Pbench -Dbench=scale -Drecord=true writes"
                                + " it",
                        scale.page())
                .isTrue();
    }
}
