package dev.tablecast.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.bench.MissingPartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedScriptTest {
    private static final String POSTS =
            "api = client('BROADCAST_ADDRESS_FOR_THE_SOCKET')\n"
                    + "api.post_to_connection(Data = 'changed')\n";

    @TempDir private Path folder;

    @Test
    void ofAPageTheBlockThatPostsIsTaken() throws IOException {
        Path page =
                Files.writeString(
                        folder.resolve("seed.md"),
                        "# Seed\n```python\nput_item()\n```\n```python\n" + POSTS + "```\n");

        assertThat(SeedScript.in(page)).contains(new SeedScript(POSTS));
    }

    @Test
    void aFileMayBeTheScriptItself() throws IOException {
        Path script = Files.writeString(folder.resolve("seed.py"), POSTS);

        assertThat(SeedScript.in(script)).contains(new SeedScript(POSTS));
    }

    @Test
    void aFileWithoutSuchAScriptIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.md"), "```python\nput_item()\n```");

        assertThatThrownBy(() -> FanOutBenchmark.withSeed(other.toString()))
                .isInstanceOf(MissingPartException.class)
                .hasMessageStartingWith("-Dseed=" + other);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> FanOutBenchmark.withSeed(folder.resolve("none.md").toString()))
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("can't be read");
    }
}
