package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String WRITE = "configuration.write";

    @Test
    void thePageSaysWhatTheProgramReads() throws IOException {
        String page = ConfigurationReference.markdown();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(
                        "docs/configuration.md; this writes it anew: ./mvnw -pl infrastructure test"
                                + " -Dtest=ConfigurationReferenceTest -D"
                                + WRITE
                                + "=true")
                .isEqualTo(page);
    }
}
