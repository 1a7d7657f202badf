package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TablecastStackTest {
    private static final List<String> WITHOUT_TAGS =
            List.of(
                    "RolePolicy",
                    "Permission",
                    "Alias",
                    "FunctionRecursionConfig",
                    "Authorizer",
                    "Integration",
                    "IntegrationResponse",
                    "Route",
                    "RouteResponse",
                    "Deployment",
                    "Dashboard",
                    // Only a group of schedules takes tags.
                    "Schedule");

    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @Test
    void itExportsWhatItsUsersNeed() {
        assertThat(stack.exports())
                .isEqualTo(
                        Map.of(
                                "webSocketUrl", "wss://api.test/live",
                                "connectionsEndpoint", "https://api.test/live",
                                "sourceTableName", "Items",
                                "connectionsTableName", "WebSocketManager",
                                "changeLogTableName", "ChangeLog",
                                "sourceStreamArn",
                                        "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000",
                                "stateMachineArn",
                                        "arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                                "onFailureQueueUrl", "https://queue.test/on-failure",
                                "executionsUrl",
                                        "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/statemachines/view/arn:aws:states:us-east-1:123456789012:stateMachine:broadcast",
                                "dashboardUrl",
                                        "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/tablecast-dev"));
    }

    @Test
    void whateverTakesTagsSaysWhoseItIs() {
        assertThat(ProvisionedStack.withTokens().resources())
                .filteredOn(resource -> resource.type().startsWith("aws:"))
                .filteredOn(resource -> !WITHOUT_TAGS.contains(shortType(resource.type())))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        resource ->
                                assertThat(resource.inputs())
                                        .as(resource.toString())
                                        .containsEntry(
                                                "tags",
                                                Map.of("project", "tablecast", "stack", "dev")));
    }

    @Test
    void noAuthIsAWarning() {
        assertThat(stack.warnings())
                .containsExactly(
                        "tablecast:auth is \"none\": whoever knows the URL receives every change."
                                + " Set it to jwt to let in who has a token, or to iam for AWS"
                                + " identities.");
        assertThat(ProvisionedStack.with("auth", "iam").warnings()).isEmpty();
        assertThat(ProvisionedStack.withTokens().warnings()).isEmpty();
    }

    @Test
    void nothingIsProvisionedWithADefinitionThatCannotBeUsed() {
        var registered = new ConcurrentLinkedQueue<String>();
        Mocks provider =
                args -> {
                    registered.add(args.name);
                    throw new IllegalStateException("Nothing should get here");
                };
        try {
            var result =
                    PulumiTest.withMocks(provider)
                            .runTest(
                                    context ->
                                            TablecastStack.provision(
                                                    context,
                                                    TablecastConfiguration.of(
                                                            Map.of("auth", "none")),
                                                    new Artifacts(Path.of("functions.jar"), "{}")));
            assertThatThrownBy(result::throwOnError).hasStackTraceContaining("substitutions []");
            assertThat(result.exceptions()).hasAtLeastOneElementOfType(RunException.class);
        } finally {
            PulumiTest.cleanup();
        }
        assertThat(registered).isEmpty();
    }

    private static String shortType(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
