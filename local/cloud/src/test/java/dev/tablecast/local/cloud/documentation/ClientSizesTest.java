package dev.tablecast.local.cloud.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The compressed sizes of the browser client's files that the README states. */
class ClientSizesTest {
    private static final Path ROOT = Path.of(System.getProperty("tablecast.project"));
    private static final Pattern SIZE = Pattern.compile("`(\\w+\\.js)` ([0-9.]+) KB");

    @Test
    void theReadmeStatesTheSizesOfTheFiles() throws IOException {
        List<MatchResult> sizes =
                SIZE.matcher(Files.readString(ROOT.resolve("README.md"))).results().toList();

        assertThat(sizes).hasSize(4);
        for (MatchResult size : sizes) {
            assertThat(compressed(ROOT.resolve("client").resolve(size.group(1))) / 1000.0)
                    .as(size.group())
                    .isCloseTo(Double.parseDouble(size.group(2)), withinPercentage(5));
        }
    }

    private static int compressed(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(Files.readAllBytes(file));
        }
        return bytes.size();
    }
}
