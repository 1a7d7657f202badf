package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.access.Projection;
import dev.tablecast.infrastructure.configuration.access.Views;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.operations.ExecutionTrace;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files of stacks that come with the project, read as Pulumi reads them. */
class ExampleStacksTest {
    private static final TableDescription TABLE =
            new TableDescription(
                    List.of(),
                    Optional.of(
                            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-11-22T19:49:00.000"),
                    Optional.of("NEW_AND_OLD_IMAGES"),
                    Optional.empty());

    @Test
    void devShowsItsExecutionsAndCanBeDestroyed() throws IOException {
        assertThat(read("dev"))
                .isEqualTo(
                        TablecastConfiguration.of(
                                Map.of(
                                        "auth",
                                        "none",
                                        "deletionProtection",
                                        "false",
                                        "executionTrace",
                                        "full")));
    }

    @Test
    void prodLetsInWhoHasATokenAndKeepsDataOutOfItsLogs() throws IOException {
        var prod = read("prod");

        assertThat(prod.auth()).isInstanceOf(Auth.Jwt.class);
        assertThat(prod.source()).isInstanceOf(Source.ExistingStream.class);
        assertThat(prod.allowedOrigins()).isNotEmpty();
        assertThat(prod.messageFormat())
                .isEqualTo(
                        new MessageFormat.Json(
                                new Projection.Include(List.of("status", "total")),
                                new Views(Optional.empty(), List.of(), List.of(), true)));
        assertThat(prod.deletionProtection()).isTrue();
        assertThat(prod.executionTrace()).isEqualTo(ExecutionTrace.ERRORS);
        assertThat(prod.alarms().topicArn())
                .isEqualTo(Optional.of("arn:aws:sns:us-east-1:123456789012:alarms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "local"})
    void aFileHasOnlySettingsThatThereAre(String stack) throws IOException {
        assertThat(read(stack)).isNotNull();
    }

    @Test
    void theProjectIsTheNamespaceOfItsSettingsAndDeclaresNone() throws IOException {
        assertThat(ExampleStacksTest.<Object>yaml("Pulumi.yaml"))
                .containsEntry("name", "tablecast")
                // A setting declared there would be required, or look as if the stack had set it.
                .doesNotContainKey("config");
    }

    /** The local stack's is read by the local cloud; the others are to be copied. */
    private static String file(String stack) {
        return stack.equals("local") ? "Pulumi.local.yaml" : "examples/" + stack + ".yaml";
    }

    private static TablecastConfiguration read(String stack) throws IOException {
        Map<String, Map<String, Object>> file = yaml(file(stack));
        var settings = new HashMap<String, String>();
        file.get("config").forEach((name, value) -> settings.put(name, text(value)));
        var pulumi = new PulumiConfiguration(json(settings));
        return TablecastConfiguration.from(
                pulumi, pulumi.environment(), new Surroundings(Optional.empty(), name -> TABLE));
    }

    private static <T> Map<String, T> yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(Path.of(file)));
    }

    /** Returns a value as Pulumi passes it to a program: a list as JSON. */
    private static String text(Object value) {
        return value instanceof String text ? text : json(value);
    }

    private static String json(Object value) {
        try {
            return new JsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
