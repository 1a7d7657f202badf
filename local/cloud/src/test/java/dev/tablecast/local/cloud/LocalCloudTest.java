package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalCloudTest {
    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000";

    @Test
    void aTableOnAwsIsRefusedWithWhatToDoInstead() {
        var configuration =
                TablecastConfiguration.of(Map.of("auth", "none", "sourceStreamArn", STREAM));
        var options =
                new LocalCloudOptions(
                        Ports.FREE, configuration, new ProjectFiles(Path.of("nowhere")));

        assertThatThrownBy(() -> LocalCloud.start(options))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "tablecast:sourceStreamArn is \""
                                + STREAM
                                + "\", but the local cloud creates its own source table: remove"
                                + " this setting, and describe the table with sourceTableName,"
                                + " sourceHashKey and sourceRangeKey");
    }
}
