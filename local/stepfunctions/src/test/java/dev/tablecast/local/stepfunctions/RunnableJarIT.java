package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code java -jar stepfunctions-local.jar}, with nothing else on the class path. */
@Timeout(60)
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "stepfunctions-local.jar").toAbsolutePath();
    private static final String DEFINITION =
            """
            {"StartAt": "Pay", "States": {
              "Pay": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "QueryLanguage": "JSONata",
                "Arguments": {"FunctionName": "pay", "Payload": "{% $states.input %}"},
                "Output": "{% $states.result.Payload.paid %}", "Next": "Ship"},
              "Ship": {"Type": "Pass", "Parameters": {"paid.$": "$"}, "End": true}}}
            """;
    private static final String MOCKS =
            """
            {"StateMachines": {"orders": {"TestCases": {"Paid": {"Pay": "Paid"}}}},
             "MockedResponses": {
               "Paid": {"0": {"Return": {"StatusCode": 200, "Payload": {"paid": 30}}}}}}
            """;

    @TempDir private Path folder;

    @Test
    void itRunsAnExecutionThatTheSdkStarts() throws Exception {
        Files.writeString(folder.resolve("MockConfigFile.json"), MOCKS);
        Process process = start(Map.of("SFN_PORT", "0"));
        try (BufferedReader output = process.inputReader();
                SfnClient sfn = SfnClients.at(endpoint(output.readLine()))) {
            String machine =
                    sfn.createStateMachine(
                                    r ->
                                            r.name("orders")
                                                    .roleArn("arn:aws:iam::000000000000:role/test")
                                                    .definition(DEFINITION))
                            .stateMachineArn();
            String execution =
                    sfn.startExecution(r -> r.stateMachineArn(machine + "#Paid").input("{}"))
                            .executionArn();
            var ended =
                    Awaitility.await()
                            .until(
                                    () -> sfn.describeExecution(r -> r.executionArn(execution)),
                                    e -> e.status() != ExecutionStatus.RUNNING);

            assertThat(ended.output()).isEqualTo("{\"paid\":30}");
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(folder.resolve("errors")).isEmptyFile();
    }

    private static URI endpoint(String line) {
        assertThat(line).matches("Step Functions is at http://127.0.0.1:\\d+; Ctrl-C ends it.");
        return URI.create(line.replaceAll(".*(http://[^;]+).*", "$1"));
    }

    private Process start(Map<String, String> environment) throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                JAR.toString())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
