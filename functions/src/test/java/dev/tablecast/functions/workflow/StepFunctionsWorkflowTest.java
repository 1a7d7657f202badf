package dev.tablecast.functions.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.workflow.Workflow.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK's own client, against answers of Step Functions. */
class StepFunctionsWorkflowTest {
    private static final String ARN =
            "arn:aws:states:us-east-1:000000000000:stateMachine:broadcast";
    private static final String EXECUTION =
            "\"executionArn\":\"arn:execution\",\"startDate\":1,\"stopDate\":2";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Workflow workflow;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    requests.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var clients =
                new AwsClients(
                        Map.of(
                                "AWS_ENDPOINT_URL_SFN",
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                                "AWS_ACCESS_KEY_ID",
                                "any",
                                "AWS_SECRET_ACCESS_KEY",
                                "any"));
        workflow = new StepFunctionsWorkflow(clients.stepFunctions(), ARN);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatTheChunksCameToIsAddedUp() {
        answer =
                "{%s,\"status\":\"SUCCEEDED\",\"output\":\"%s\"}"
                        .formatted(
                                EXECUTION,
                                "{\\\"counts\\\":[{\\\"delivered\\\":98,\\\"gone\\\":2},"
                                        + "{\\\"delivered\\\":3}]}");

        assertThat(workflow.run("{\"messages\":[]}"))
                .isEqualTo(new Outcome.Succeeded(Map.of("delivered", 101L, "gone", 2L)));
        assertThat(requests.getFirst()).contains("messages");
    }

    @Test
    void anExecutionThatFailedIsAFailureThoughTheCallSucceeds() {
        answer =
                "{%s,\"status\":\"FAILED\",\"error\":\"Tablecast.BroadcastIncomplete\"}"
                        .formatted(EXECUTION);

        assertThat(workflow.run("{}"))
                .isEqualTo(new Outcome.Failed("arn:execution", "Tablecast.BroadcastIncomplete"));
    }

    @Test
    void anExecutionThatTimedOutIsAFailureByItsStatus() {
        answer = "{%s,\"status\":\"TIMED_OUT\"}".formatted(EXECUTION);

        assertThat(workflow.run("{}")).isEqualTo(new Outcome.Failed("arn:execution", "TIMED_OUT"));
    }

    @Test
    void aRefusedStartIsNotTriedAgain() {
        status = 400;
        answer = "{\"__type\":\"StateMachineDoesNotExist\",\"message\":\"no\"}";

        assertThat(workflow.run("{}"))
                .isEqualTo(new Outcome.Failed(ARN, "StateMachineDoesNotExist"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aServerThatErrsIsNotAskedAgainSinceItMayHaveBroadcast() {
        status = 500;

        assertThat(workflow.run("{}")).isInstanceOf(Outcome.Failed.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void noAnswerIsAFailure() {
        server.stop(0);

        assertThat(workflow.run("{}")).isEqualTo(new Outcome.Failed(ARN, "SdkClientException"));
    }
}
