package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;

/** Bad input gets the error that AWS gives, and the system goes on. */
class BadInputIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void theSystemGoesOn() {
        WatchingClient client = system.connect();
        system.put("still-here", "value", client.toString());
        await().until(() -> client.values("/keys/id").contains("still-here"));
        system.disconnectAll();
    }

    @Test
    void anUnknownTable() {
        assertThatThrownBy(
                        () ->
                                system.dynamoDb()
                                        .putItem(
                                                request ->
                                                        request.tableName("Nowhere")
                                                                .item(
                                                                        Map.of(
                                                                                "id",
                                                                                TestSystem.text(
                                                                                        "1")))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aMalformedMessageFromAClient() {
        WatchingClient client = system.connect();

        client.send("{not json");
        client.send("{\"action\":\"unknown\"}");

        await().until(() -> client.texts().size() == 2);
        assertThat(client.texts())
                .allSatisfy(
                        text ->
                                assertThat(WatchingClient.json(text).get("message").asText())
                                        .isEqualTo("Forbidden"));
        assertThat(client.closed()).isNotDone();
    }

    @Test
    void aPostToAnUnknownConnection() {
        assertThatThrownBy(() -> post("dW5rbm93biBpZA==", 1)).isInstanceOf(GoneException.class);
    }

    @Test
    void aPostOfMoreThan128Kilobytes() {
        WatchingClient client = system.connect();
        String id = system.cloud().gateway().connections().get(0).connectionId();

        post(id, 128 * 1024);
        assertThatThrownBy(() -> post(id, 128 * 1024 + 1))
                .isInstanceOf(PayloadTooLargeException.class);

        await().until(() -> client.texts().size() == 1);
        assertThat(client.texts().get(0)).hasSize(128 * 1024);
    }

    @Test
    void aDefinitionThatDoesNotParse() {
        assertThatThrownBy(
                        () ->
                                system.stepFunctions()
                                        .createStateMachine(
                                                request ->
                                                        request.name("bad")
                                                                .roleArn(
                                                                        "arn:aws:iam::000000000000:role/any")
                                                                .definition(
                                                                        "{\"StartAt\":\"A\",\"States\":{}}")))
                .isInstanceOf(InvalidDefinitionException.class);
    }

    @Test
    void anInputThatIsNotJson() {
        assertThatThrownBy(
                        () ->
                                system.stepFunctions()
                                        .startSyncExecution(
                                                request ->
                                                        request.stateMachineArn(
                                                                        system.cloud()
                                                                                .export(
                                                                                        "stateMachineArn"))
                                                                .input("{")))
                .isInstanceOf(InvalidExecutionInputException.class);
    }

    @Test
    void anUnknownTarget() throws IOException, InterruptedException {
        HttpResponse<String> stepFunctions =
                target(system.cloud().stepFunctionsEndpoint(), "AWSStepFunctions.NoSuchThing");
        HttpResponse<String> dynamoDb =
                target(system.cloud().dynamoDbEndpoint(), "DynamoDB_20120810.NoSuchThing");

        assertThat(stepFunctions.statusCode()).isEqualTo(400);
        assertThat(stepFunctions.body()).contains("UnknownOperationException");
        assertThat(dynamoDb.statusCode()).isEqualTo(400);
        assertThat(dynamoDb.body()).contains("UnknownOperationException");
    }

    private static void post(String connectionId, int bytes) {
        system.connectionsApi()
                .postToConnection(
                        request ->
                                request.connectionId(connectionId)
                                        .data(SdkBytes.fromUtf8String("x".repeat(bytes))));
    }

    private static HttpResponse<String> target(URI endpoint, String target)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint.resolve("/"))
                                .header("X-Amz-Target", target)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256"
                                            + " Credential=any/20261122/us-east-1/any/aws4_request,"
                                            + " SignedHeaders=host, Signature=0")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
    }
}
