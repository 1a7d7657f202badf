package dev.tablecast.infrastructure.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The full permissions of every role: one permission more is a failure here. */
class PoliciesTest {
    private static final String TRACE = "xray:PutTraceSegments,xray:PutTelemetryRecords on *";

    private static final String LOG = "arn:aws:dynamodb:us-east-1:123456789012:table/ChangeLog";

    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @Test
    void connectPutsRows() {
        assertThat(permissions("connect"))
                .containsExactly(
                        log("connect"),
                        TRACE,
                        "dynamodb:PutItem on"
                            + " arn:aws:dynamodb:us-east-1:123456789012:table/WebSocketManager");
    }

    @Test
    void withRowAccessConnectStoresViewsToo() {
        var stack = ProvisionedStack.withTokens("rowAccess", "tenant = :claim.tenant");

        assertThat(permissions(stack, "connect"))
                .endsWith("dynamodb:GetItem,dynamodb:PutItem on " + LOG);
        assertThat(permissions(stack, "disconnect")).noneMatch(line -> line.contains(LOG));
    }

    @Test
    void disconnectDeletesRows() {
        assertThat(permissions("disconnect"))
                .containsExactly(
                        log("disconnect"),
                        TRACE,
                        "dynamodb:DeleteItem on"
                            + " arn:aws:dynamodb:us-east-1:123456789012:table/WebSocketManager");
    }

    @Test
    void theAuthorizerWritesItsLogAndItsTraceAndNoMore() {
        assertThat(permissions(ProvisionedStack.withTokens(), "authorize"))
                .containsExactly(log("authorize"), TRACE);
    }

    @Test
    void postPostsToConnectionsOfTheStageClosesThemAndReadsTheLog() {
        assertThat(permissions("post"))
                .containsExactly(
                        log("post"),
                        TRACE,
                        "execute-api:ManageConnections on"
                            + " arn:aws:execute-api:us-east-1:123456789012:websocket-id/live/POST/@connections/*,"
                            + "arn:aws:execute-api:us-east-1:123456789012:websocket-id/live/DELETE/@connections/*,"
                            + "arn:aws:execute-api:us-east-1:123456789012:websocket-id/live/GET/@connections/*",
                        "dynamodb:Query,dynamodb:BatchGetItem on " + LOG);
    }

    @Test
    void subscribeUpdatesRowsReadsTheLogAndSendsToConnectionsOfTheStage() {
        assertThat(permissions("subscribe"))
                .containsExactly(
                        log("subscribe"),
                        TRACE,
                        "dynamodb:GetItem,dynamodb:UpdateItem on"
                                + " arn:aws:dynamodb:us-east-1:123456789012:table/WebSocketManager",
                        "dynamodb:GetItem,dynamodb:Query,dynamodb:PutItem on " + LOG,
                        "execute-api:ManageConnections on"
                            + " arn:aws:execute-api:us-east-1:123456789012:websocket-id/live/POST/@connections/*,"
                            + "arn:aws:execute-api:us-east-1:123456789012:websocket-id/live/DELETE/@connections/*");
    }

    @Test
    void subscribeReadsTheSourceOnlyForSnapshotsAndNeverAnIndex() {
        String items = " on arn:aws:dynamodb:us-east-1:123456789012:table/Items";

        assertThat(permissions("subscribe")).noneMatch(line -> line.contains("table/Items"));
        assertThat(permissions(ProvisionedStack.with("snapshot", "query"), "subscribe"))
                .endsWith("dynamodb:Query" + items);
        var scan = ProvisionedStack.with("snapshot", "scan");
        assertThat(permissions(scan, "subscribe")).endsWith("dynamodb:Query,dynamodb:Scan" + items);
        for (String role : List.of("connect", "disconnect", "post", "stream-trigger")) {
            assertThat(permissions(scan, role)).isEqualTo(permissions(role));
        }
    }

    @Test
    void theStreamTriggerReadsTheStreamStartsTheWorkflowAndReportsFailures() {
        assertThat(permissions("stream-trigger"))
                .containsExactly(
                        log("stream-trigger"),
                        TRACE,
                        "dynamodb:DescribeStream,dynamodb:GetRecords,dynamodb:GetShardIterator on"
                            + " arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000",
                        "dynamodb:ListStreams on *",
                        "states:StartSyncExecution on"
                                + " arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                        "sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:on-failure",
                        "dynamodb:GetItem,dynamodb:BatchGetItem,dynamodb:Query,dynamodb:PutItem,"
                                + "dynamodb:UpdateItem on "
                                + LOG);
    }

    @Test
    void theStreamTriggerHandsOverToItselfAndToNoGeneration() {
        assertThat(permissions(stack, "hand-over", "stream-trigger"))
                .containsExactly(
                        "lambda:InvokeFunction on"
                            + " arn:aws:lambda:us-east-1:123456789012:function:stream-trigger:live");
    }

    @Test
    void connectingAndTheWorkflowMayNotUseTheLog() {
        for (String role : List.of("connect", "disconnect", "broadcast")) {
            assertThat(permissions(role)).noneMatch(line -> line.contains(LOG));
        }
    }

    @Test
    void discardedBatchesTakesFromTheQueueAndStartsTheFeedOver() {
        assertThat(permissions("discarded-batches"))
                .containsExactly(
                        log("discarded-batches"),
                        TRACE,
                        "sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes on"
                                + " arn:aws:sqs:us-east-1:123456789012:on-failure",
                        "states:StartSyncExecution on"
                                + " arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                        "dynamodb:GetItem,dynamodb:Query,dynamodb:PutItem,dynamodb:UpdateItem on "
                                + LOG);
    }

    @Test
    void theWorkflowPostsScansAndPrunes() {
        assertThat(permissions("broadcast"))
                .startsWith(
                        "lambda:InvokeFunction on"
                                + " arn:aws:lambda:us-east-1:123456789012:function:post:live",
                        "dynamodb:Scan,dynamodb:DeleteItem on"
                                + " arn:aws:dynamodb:us-east-1:123456789012:table/WebSocketManager")
                .satisfiesExactly(
                        invoke -> {},
                        table -> {},
                        logs -> assertThat(logs).matches("(logs:\\w+,?){8} on \\*"),
                        tracing -> assertThat(tracing).matches("(xray:\\w+,?){4} on \\*"));
    }

    @Test
    void theScheduleInvokesTheStreamTrigger() {
        assertThat(permissions("sweep"))
                .containsExactly(
                        "lambda:InvokeFunction on"
                            + " arn:aws:lambda:us-east-1:123456789012:function:stream-trigger:live");
        assertThat(stack.inputs("Role", "sweep").get("assumeRolePolicy"))
                .asString()
                .contains("\"Service\":\"scheduler.amazonaws.com\"");
    }

    @Test
    void whereConnectionsAreBoundedTheyAreCountedInATableOfTheirOwn() {
        var bounded = ProvisionedStack.with("maximumConnections", "100");
        String counts = " on arn:aws:dynamodb:us-east-1:123456789012:table/ConnectionCounts";

        assertThat(permissions(bounded, "connect")).endsWith("dynamodb:UpdateItem" + counts);
        assertThat(permissions(bounded, "disconnect")).endsWith("dynamodb:UpdateItem" + counts);
        assertThat(permissions(bounded, "stream-trigger"))
                .endsWith(
                        "dynamodb:Scan on"
                                + " arn:aws:dynamodb:us-east-1:123456789012:table/WebSocketManager",
                        "dynamodb:Scan,dynamodb:UpdateItem,dynamodb:DeleteItem" + counts);
        assertThat(permissions(bounded, "broadcast")).noneMatch(line -> line.endsWith(counts));
    }

    @Test
    void everyRoleHasOnePolicyAndTheTriggersOneMoreThatNamesItself() {
        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().endsWith(":RolePolicy"))
                .extracting(ProvisionedStack.Registered::name)
                .containsExactlyInAnyOrder(
                        "connect",
                        "disconnect",
                        "subscribe",
                        "post",
                        "stream-trigger",
                        "hand-over",
                        "discarded-batches",
                        "broadcast",
                        "sweep");
        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().startsWith("aws:iam/"))
                .hasSize(17)
                .noneMatch(resource -> resource.inputs().containsKey("managedPolicyArns"));
    }

    private static String log(String function) {
        return "logs:CreateLogStream,logs:PutLogEvents on"
                + " arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/tablecast-dev-"
                + function
                + ":*";
    }

    private List<String> permissions(String role) {
        return permissions(stack, role);
    }

    /** Each statement as {@code actions on resources}. */
    private static List<String> permissions(ProvisionedStack stack, String role) {
        return permissions(stack, role, role);
    }

    private static List<String> permissions(ProvisionedStack stack, String name, String role) {
        var policy = stack.inputs("RolePolicy", name);
        assertThat(policy).containsEntry("role", role);
        var statements = new ArrayList<String>();
        for (JsonNode statement : json(policy.get("policy")).get("Statement")) {
            assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
            statements.add(
                    join(statement.get("Action")) + " on " + join(statement.get("Resource")));
        }
        return statements;
    }

    private static String join(JsonNode list) {
        var elements = new ArrayList<String>();
        list.forEach(element -> elements.add(element.asText()));
        return String.join(",", elements);
    }

    private static JsonNode json(Object text) {
        try {
            return new JsonMapper().readTree((String) text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
