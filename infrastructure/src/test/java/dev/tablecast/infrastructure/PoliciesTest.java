package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every role may do, in full: one permission more is a failure here. */
class PoliciesTest {
    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @Test
    void connectPutsRows() {
        assertThat(permissions("connect"))
                .containsExactly(log("connect"), "dynamodb:PutItem on arn:Table:WebSocketManager");
    }

    @Test
    void disconnectDeletesRows() {
        assertThat(permissions("disconnect"))
                .containsExactly(
                        log("disconnect"), "dynamodb:DeleteItem on arn:Table:WebSocketManager");
    }

    @Test
    void theAuthorizerWritesItsLogAndNoMore() {
        assertThat(permissions(ProvisionedStack.withTokens(), "authorize"))
                .containsExactly(log("authorize"));
    }

    @Test
    void postPostsToConnectionsOfTheStageAndClosesThem() {
        assertThat(permissions("post"))
                .containsExactly(
                        log("post"),
                        "execute-api:ManageConnections on"
                                + " arn:execution:live/POST/@connections/*,"
                                + "arn:execution:live/DELETE/@connections/*");
    }

    @Test
    void theStreamTriggerReadsTheStreamStartsTheWorkflowAndReportsFailures() {
        assertThat(permissions("stream-trigger"))
                .containsExactly(
                        log("stream-trigger"),
                        "dynamodb:DescribeStream,dynamodb:GetRecords,dynamodb:GetShardIterator on"
                                + " arn:Table:Items/stream",
                        "dynamodb:ListStreams on *",
                        "states:StartSyncExecution on arn:StateMachine:broadcast",
                        "sqs:SendMessage on arn:Queue:on-failure");
    }

    @Test
    void discardedBatchesTakesFromTheQueueAndStartsTheWorkflow() {
        assertThat(permissions("discarded-batches"))
                .containsExactly(
                        log("discarded-batches"),
                        "sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes on"
                                + " arn:Queue:on-failure",
                        "states:StartSyncExecution on arn:StateMachine:broadcast");
    }

    @Test
    void theWorkflowPostsScansAndPrunes() {
        assertThat(permissions("broadcast"))
                .startsWith(
                        "lambda:InvokeFunction on arn:Function:post",
                        "dynamodb:Scan,dynamodb:UpdateItem,dynamodb:DeleteItem on"
                                + " arn:Table:WebSocketManager")
                .satisfiesExactly(
                        invoke -> {},
                        table -> {},
                        logs -> assertThat(logs).matches("(logs:\\w+,?){8} on \\*"),
                        tracing -> assertThat(tracing).matches("(xray:\\w+,?){4} on \\*"));
    }

    @Test
    void everyRoleHasOnePolicyAndNoOther() {
        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().endsWith(":RolePolicy"))
                .extracting(ProvisionedStack.Registered::name)
                .containsExactlyInAnyOrder(
                        "connect",
                        "disconnect",
                        "post",
                        "stream-trigger",
                        "discarded-batches",
                        "broadcast");
        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().startsWith("aws:iam/"))
                .hasSize(12)
                .noneMatch(resource -> resource.inputs().containsKey("managedPolicyArns"));
    }

    private static String log(String function) {
        return "logs:CreateLogStream,logs:PutLogEvents on arn:LogGroup:" + function + ":*";
    }

    private List<String> permissions(String role) {
        return permissions(stack, role);
    }

    /** Each statement as {@code actions on resources}. */
    private static List<String> permissions(ProvisionedStack stack, String role) {
        var policy = stack.inputs("RolePolicy", role);
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
