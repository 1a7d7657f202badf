package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedSettingsTest {
    private static final Path SOURCE =
            Path.of("src/main/java/dev/tablecast/infrastructure/configuration/TypedSettings.java");
    private static final String WRITE = "arguments.write";

    private static final class Settings extends TypedSettings<Settings> {}

    @Test
    void aProgramCanSetEverySetting() throws IOException {
        String source = TypedSettingsSource.java();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(SOURCE, source);
        }

        assertThat(Files.readString(SOURCE))
                .as(
                        "TypedSettings.java; this writes it anew: ./mvnw -pl infrastructure test"
                                + " -Dtest=TypedSettingsTest -D"
                                + WRITE
                                + "=true")
                .isEqualTo(source);
    }

    @Test
    void aValueMeansWhatItMeansInAStacksFile() {
        var typed =
                new Settings()
                        .auth("jwt")
                        .jwtIssuer("https://issuer.test/")
                        .jwtAudience(List.of("one", "other"))
                        .batchSize(7)
                        .deletionProtection(false)
                        .tags(Map.of("team", "feeds and more"))
                        .batchSize(8);

        assertThat(TablecastConfiguration.of(typed.values()))
                .isEqualTo(
                        TablecastConfiguration.of(
                                Map.of(
                                        "auth", "jwt",
                                        "jwtIssuer", "https://issuer.test/",
                                        "jwtAudience", "one, other",
                                        "batchSize", "8",
                                        "deletionProtection", "false",
                                        "tags", "{\"team\": \"feeds and more\"}")));
    }
}
