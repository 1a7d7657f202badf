package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that {@code java -cp … dev.tablecast.local.stepfunctions.Main} starts. */
@Timeout(60)
class MainIT {
    @TempDir private Path folder;
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void itAnswersUntilItIsInterrupted() throws Exception {
        BufferedReader output = start(Map.of("SFN_PORT", "0")).inputReader();
        var line = output.readLine();
        assertThat(line).matches("Step Functions is at http://127.0.0.1:\\d+; Ctrl-C ends it.");
        assertThat(listStateMachines(URI.create(line.replaceAll(".*(http://[^;]+).*", "$1"))))
                .isEqualTo("{\"stateMachines\":[]}");

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(output.readLine()).isNull();
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());
            start(Map.of("SFN_PORT", port));

            assertEndsWith(
                    "stepfunctions: port " + port + " is in use; set SFN_PORT to another port");
        }
    }

    @Test
    void everyMistakeIsALine() throws Exception {
        Files.writeString(folder.resolve("MockConfigFile.json"), "[]");
        start(Map.of("WAIT_TIME_SCALE", "2", "AWS_ACCOUNT_ID", "me"));

        assertEndsWith(
                "stepfunctions: AWS_ACCOUNT_ID is \"me\"; it takes an account of 12 digits",
                "stepfunctions: WAIT_TIME_SCALE is \"2\"; it takes a number from 0 to 1",
                "stepfunctions: MockConfigFile.json: line 1, /: must be an object, not []");
    }

    private void assertEndsWith(String... errors) throws Exception {
        assertThat(process.errorReader().lines().filter(line -> line.startsWith("stepf")))
                .containsExactly(errors);
        assertThat(process.inputReader().readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private Process start(Map<String, String> environment) throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .directory(folder.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        return process;
    }

    private static String listStateMachines(URI endpoint) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(endpoint)
                            .header("X-Amz-Target", "AWSStepFunctions.ListStateMachines")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
        }
    }
}
