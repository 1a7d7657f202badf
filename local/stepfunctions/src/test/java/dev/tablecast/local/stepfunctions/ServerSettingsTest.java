package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    @TempDir private Path folder;

    @Test
    void everySettingHasADefault() {
        assertThat(ServerSettings.of(Map.of("SFN_PORT", ""), folder))
                .isEqualTo(
                        new ServerSettings(
                                8083,
                                Hosts.LOOPBACK,
                                "us-east-1",
                                "000000000000",
                                URI.create("http://127.0.0.1:3001"),
                                URI.create("http://127.0.0.1:8000"),
                                1,
                                MockConfiguration.none()));
    }

    @Test
    void everySettingIsRead() throws Exception {
        var mocks = mocks("mocks.json");
        var settings =
                ServerSettings.of(
                        Map.of(
                                "SFN_PORT", "0",
                                "SFN_ALLOWED_HOSTS", "host.docker.internal, CI",
                                "AWS_DEFAULT_REGION", "eu-central-1",
                                "AWS_ACCOUNT_ID", "123456789012",
                                "LAMBDA_ENDPOINT", "http://localhost:1",
                                "DYNAMODB_ENDPOINT", "https://localhost:2/",
                                "WAIT_TIME_SCALE", "0.5",
                                "SFN_MOCK_CONFIG", mocks.toString()),
                        folder);

        assertThat(settings)
                .isEqualTo(
                        new ServerSettings(
                                0,
                                new Hosts(Set.of("host.docker.internal", "ci")),
                                "eu-central-1",
                                "123456789012",
                                URI.create("http://localhost:1"),
                                URI.create("https://localhost:2/"),
                                0.5,
                                settings.mocks()));
        assertThat(settings.mocks()).isNotEqualTo(MockConfiguration.none());
    }

    @Test
    void aMockConfigurationInTheWorkingFolderIsFound() throws Exception {
        mocks("MockConfigFile.json");

        assertThat(ServerSettings.of(Map.of(), folder).mocks())
                .isNotEqualTo(MockConfiguration.none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SFN_PORT           | 65536         | a port from 1 to 65535, or 0 for a free one
                    SFN_PORT           | http          | a port from 1 to 65535, or 0 for a free one
                    SFN_ALLOWED_HOSTS  | http://ci     | host names without scheme and port, separated by commas, such as host.docker.internal
                    AWS_DEFAULT_REGION | Frankfurt     | a Region such as us-east-1
                    AWS_ACCOUNT_ID     | 1             | an account of 12 digits
                    LAMBDA_ENDPOINT    | localhost:1   | a URL such as http://localhost:3001
                    DYNAMODB_ENDPOINT  | ftp://x       | a URL such as http://localhost:8000
                    WAIT_TIME_SCALE    | 2             | a number from 0 to 1
                    WAIT_TIME_SCALE    | NaN           | a number from 0 to 1
                    """)
    void whatCanNotBeIsRefusedByItsName(String name, String value, String allowed) {
        assertThatThrownBy(() -> ServerSettings.of(Map.of(name, value), folder))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(name + " is \"" + value + "\"; it takes " + allowed);
    }

    @Test
    void allMistakesAreReportedALineEach() {
        assertThatThrownBy(
                        () ->
                                ServerSettings.of(
                                        Map.of(
                                                "SFN_PORT", "-1",
                                                "WAIT_TIME_SCALE", "x",
                                                "SFN_MOCK_CONFIG", "nowhere.json"),
                                        folder))
                .satisfies(
                        e ->
                                assertThat(e.getMessage().lines())
                                        .containsExactly(
                                                "SFN_PORT is \"-1\"; it takes a port from 1 to"
                                                        + " 65535, or 0 for a free one",
                                                "WAIT_TIME_SCALE is \"x\"; it takes a number from"
                                                        + " 0 to 1",
                                                "SFN_MOCK_CONFIG: nowhere.json: can't be read"));
    }

    private Path mocks(String name) throws Exception {
        return Files.writeString(
                folder.resolve(name), "{\"StateMachines\":{},\"MockedResponses\":{}}");
    }
}
