package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.InventedAccount;
import dev.tablecast.infrastructure.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as {@code pulumi up} runs it: a process that talks to an engine. */
@Timeout(120)
class PulumiUpTest {
    @TempDir private Path project;

    @BeforeEach
    void theProjectHasAFolder() throws IOException {
        Files.createDirectories(project.resolve("infrastructure"));
    }

    /** Checks that lookups which wait for the engine don't use up the threads that answers need. */
    @Test
    void twoCoresAreEnough() throws Exception {
        var run = up("us-east-1", Map.of("tablecast:auth", "none"));

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.registered())
                .contains("aws:apigatewayv2/stage:Stage live", "aws:dynamodb/table:Table Items")
                .hasSizeGreaterThan(70);
        assertThat(run.output()).doesNotContain("SLF4J");
    }

    @Test
    void everyMistakeIsSaidOnceAndNothingElse() throws Exception {
        var run =
                up(
                        "us-east-1",
                        Map.of(
                                "tablecast:auth", "oauth",
                                "tablecast:pagesize", "5",
                                "tablecast:batchSize", "0"));

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.errors())
                .singleElement()
                .asString()
                .containsOnlyOnce("tablecast:pagesize is not a setting; did you mean pageSize?")
                .containsOnlyOnce("tablecast:auth is \"oauth\"; it takes")
                .containsOnlyOnce("tablecast:batchSize is \"0\"; it takes")
                .hasLineCount(4);
        assertThat(run.output()).doesNotContain("tablecast:");
        assertThat(run.registered()).noneMatch(resource -> resource.startsWith("aws:"));
    }

    @Test
    void whatARegionLacksIsSaidBeforeAnythingIsMade() throws Exception {
        assertThat(up("us-gov-west-1", Map.of("tablecast:auth", "iam")).warnings())
                .filteredOn(warning -> warning.contains("us-gov-west-1"))
                .hasSize(4)
                .anySatisfy(warning -> assertThat(warning).contains("tablecast:snapStart"))
                .anySatisfy(warning -> assertThat(warning).contains("tablecast:architecture"));
        var nowhere = up("us-isof-east-1", Map.of("tablecast:auth", "iam"));
        assertThat(nowhere.errors())
                .containsExactly(
                        "The Region us-isof-east-1 has no API Gateway: nothing can be deployed to"
                                + " it");
        assertThat(nowhere.registered()).noneMatch(resource -> resource.startsWith("aws:"));
    }

    private record Run(
            int exitCode,
            List<String> errors,
            List<String> warnings,
            List<String> registered,
            String output) {}

    private Run up(String region, Map<String, String> configuration) throws Exception {
        var account = InventedAws.account(region);
        var lookups =
                new InventedAccount(
                        account, resource -> CompletableFuture.failedFuture(new AssertionError()));
        Path output = project.resolve("output.txt");
        try (var engine = new FakeEngine(account, lookups)) {
            var builder =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:ActiveProcessorCount=2",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName())
                            .directory(project.resolve("infrastructure").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(
                            Map.of(
                                    "PULUMI_MONITOR",
                                    engine.address(),
                                    "PULUMI_ENGINE",
                                    engine.address(),
                                    "PULUMI_PROJECT",
                                    "tablecast",
                                    "PULUMI_STACK",
                                    "dev",
                                    "PULUMI_ORGANIZATION",
                                    "organization",
                                    "PULUMI_ROOT_DIRECTORY",
                                    project.toString(),
                                    "PULUMI_DRY_RUN",
                                    "true",
                                    "PULUMI_CONFIG",
                                    new JsonMapper().writeValueAsString(configuration)));
            var process = builder.start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Run(
                    process.waitFor(),
                    engine.errors(),
                    engine.warnings(),
                    engine.registered(),
                    Files.readString(output, StandardCharsets.UTF_8));
        }
    }
}
