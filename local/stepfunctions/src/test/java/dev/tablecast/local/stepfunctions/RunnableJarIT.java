package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
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

    /** Java 17 reads the launcher's class, and would refuse every other one by a stack trace. */
    @Test
    void anOlderJavaIsToldWhatIsNeeded() throws IOException {
        var errors = new StringWriter();

        boolean ended = Launcher.isTooOld(17, new PrintWriter(errors, true));

        assertThat(ended).isTrue();
        assertThat(errors.toString())
                .isEqualTo(
                        "stepfunctions: this is Java 17; it takes Java 21 or newer, such as"
                                + " JAVA_HOME/bin/java -jar stepfunctions-local.jar"
                                + System.lineSeparator());
        assertThat(Launcher.isTooOld(21, new PrintWriter(errors))).isFalse();
        try (var jar = new JarFile(JAR.toFile());
                var bytes =
                        new DataInputStream(
                                jar.getInputStream(
                                        jar.getEntry(
                                                Launcher.class.getName().replace('.', '/')
                                                        + ".class")))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Launcher.class.getName());
            bytes.readInt();
            bytes.readUnsignedShort();
            assertThat(bytes.readUnsignedShort()).as("class file of Java 11").isEqualTo(55);
        }
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
