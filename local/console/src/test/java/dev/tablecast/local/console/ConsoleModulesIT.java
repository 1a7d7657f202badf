package dev.tablecast.local.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.javascript.NodeTests;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The tests of the page's modules that work without a document, in Node.js. They use the real
 * history of every test case of the state machine.
 */
class ConsoleModulesIT {
    private static final String INPUT =
            "{\"feed\":\"Items\",\"epoch\":\"000000001\",\"from\":1,\"to\":1}";

    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));
    private static final Path MOCKS = PROJECT.resolve("statemachine/MockConfigFile.json");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> whatIsShownIsWhatHasHappened() throws Exception {
        Path modules = Files.createDirectory(folder.resolve("modules"));
        Files.writeString(modules.resolve("package.json"), "{\"type\":\"module\"}");
        copy(PROJECT.resolve("local/console/src/main/resources/console"), ".js", modules);
        copy(PROJECT.resolve("local/console/src/test/javascript"), ".mjs", modules);
        Path executions = Files.createDirectory(folder.resolve("executions"));
        runEveryTestCase(executions);
        return NodeTests.run(modules, Map.of("EXECUTIONS", executions.toString()));
    }

    private static void copy(Path from, String ending, Path to) throws Exception {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Writes the console API's answer for each execution to a file. */
    private static void runEveryTestCase(Path folder) throws Exception {
        var stepFunctions =
                StepFunctionsLocal.builder().port(0).mockConfiguration(MOCKS).waitScale(0).start();
        try (var console = new TestConsole(stepFunctions);
                SfnClient client = client(stepFunctions.endpoint())) {
            String machine =
                    client.createStateMachine(
                                    request ->
                                            request.name("broadcast")
                                                    .definition(definition())
                                                    .roleArn("arn:aws:iam::000000000000:role/any"))
                            .stateMachineArn();
            JsonNode machines =
                    new ObjectMapper().readTree(MOCKS.toFile()).at("/StateMachines/broadcast");
            for (var testCase : machines.path("TestCases").properties()) {
                String arn =
                        client.startExecution(
                                        request ->
                                                request.stateMachineArn(
                                                                machine + "#" + testCase.getKey())
                                                        .input(INPUT))
                                .executionArn();
                await().until(() -> !console.get(path(arn)).body().contains("\"RUNNING\""));
                Files.writeString(
                        folder.resolve(testCase.getKey() + ".json"), console.get(path(arn)).body());
            }
        }
    }

    private static String path(String arn) {
        return "/api/executions/" + arn;
    }

    /** Runs one iteration at a time, because mocked answers are assigned in order. */
    private static String definition() {
        try {
            return Files.readString(PROJECT.resolve("statemachine/broadcast.asl.json"))
                    .replaceAll("\"MaxConcurrency\": \\d+", "\"MaxConcurrency\": 1")
                    .replace("${Partition}", "aws")
                    .replace("${ConnectionsTable}", "WebSocketManager")
                    .replace(
                            "${PostFunctionArn}",
                            "arn:aws:lambda:us-east-1:000000000000:function:post")
                    .replace("${PageSize}", "3")
                    .replace("${ChunkSize}", "2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SfnClient client(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
