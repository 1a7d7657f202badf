package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TablecastTest {
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
                    "ApiMapping",
                    // Only a group of schedules takes tags.
                    "Schedule");

    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @Test
    void itExportsWhatItsUsersNeed() {
        assertThat(stack.exports())
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("webSocketUrl", "wss://api.test/live"),
                                Map.entry("region", "us-east-1"),
                                Map.entry("connectionsEndpoint", "https://api.test/live"),
                                Map.entry("sourceTableName", "Items"),
                                Map.entry("connectionsTableName", "WebSocketManager"),
                                Map.entry("changeLogTableName", "ChangeLog"),
                                Map.entry(
                                        "sourceStreamArn",
                                        "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000"),
                                Map.entry(
                                        "stateMachineArn",
                                        "arn:aws:states:us-east-1:123456789012:stateMachine:broadcast"),
                                Map.entry("onFailureQueueUrl", "https://queue.test/on-failure"),
                                Map.entry(
                                        "executionsUrl",
                                        "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/statemachines/view/arn:aws:states:us-east-1:123456789012:stateMachine:broadcast"),
                                Map.entry(
                                        "dashboardUrl",
                                        "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/tablecast-dev")));
    }

    @Test
    void aDomainOfOnesOwnIsTheUrlAndStaysWhenTheApiIsReplaced() {
        var own =
                ProvisionedStack.with(
                        "customDomain",
                        "feed.example.com",
                        "customDomainCertificateArn",
                        "arn:aws:acm:us-east-1:123456789012:certificate/1");

        assertThat(own.exports())
                .containsEntry("webSocketUrl", "wss://feed.example.com")
                .containsEntry("connectionsEndpoint", "https://api.test/live")
                .containsKey("customDomainTarget");
        assertThat(own.inputs("ApiMapping", "custom-domain"))
                .containsEntry("apiId", "websocket-id")
                .containsEntry("stage", "live-id");
        // The name leads to one API at a time.
        assertThat(
                        ((CustomResourceOptions) own.options("ApiMapping", "custom-domain"))
                                .getDeleteBeforeReplace())
                .isTrue();
    }

    @Test
    void aCompanysKeyEncryptsEverythingThatIsKeptAndItsBoundaryBoundsEveryRole() {
        String key = "arn:aws:kms:us-east-1:123456789012:key/1";
        String boundary = "arn:aws:iam::123456789012:policy/Boundary";
        var company =
                ProvisionedStack.with(
                        "kmsKeyArn", key,
                        "permissionsBoundary", boundary,
                        "maximumConnections", "5");

        assertThat(company.resources())
                .filteredOn(resource -> resource.type().endsWith(":Table"))
                .hasSize(4)
                .allSatisfy(
                        table ->
                                assertThat(table.inputs())
                                        .containsEntry(
                                                "serverSideEncryption",
                                                Map.of("enabled", true, "kmsKeyArn", key)));
        assertThat(company.resources())
                .filteredOn(resource -> resource.type().endsWith(":LogGroup"))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.inputs()).containsEntry("kmsKeyId", key));
        assertThat(company.inputs("Queue", "on-failure"))
                .containsEntry("kmsMasterKeyId", key)
                .doesNotContainKey("sqsManagedSseEnabled");
        assertThat(company.resources())
                .filteredOn(resource -> resource.type().endsWith(":Role"))
                .isNotEmpty()
                .allSatisfy(
                        role ->
                                assertThat(role.inputs())
                                        .containsEntry("permissionsBoundary", boundary));
        for (String user :
                List.of(
                        "connect",
                        "disconnect",
                        "subscribe",
                        "post",
                        "stream-trigger",
                        "discarded-batches",
                        "broadcast")) {
            assertThat(company.inputs("RolePolicy", user).get("policy"))
                    .as(user)
                    .asString()
                    .contains("kms:GenerateDataKey", key);
        }
        assertThat(company.inputs("RolePolicy", "sweep").get("policy"))
                .asString()
                .doesNotContain("kms:");
    }

    @Test
    void withoutARoleForApiGatewaysLogsThereIsAWarningInsteadOfThem() {
        var fresh = ProvisionedStack.inANewAccount();

        assertThat(fresh.inputs("Stage", "live")).doesNotContainKey("accessLogSettings");
        assertThat(fresh.warnings())
                .anySatisfy(
                        warning ->
                                assertThat(warning)
                                        .contains("tablecast:apiGatewayLogRole to create"));
    }

    @Test
    void whateverTakesTagsSaysWhoseItIs() {
        assertThat(
                        ProvisionedStack.withTokens(
                                        "tags",
                                        "team=feeds",
                                        "customDomain",
                                        "feed.example.com",
                                        "customDomainCertificateArn",
                                        "arn:aws:acm:us-east-1:123456789012:certificate/1")
                                .resources())
                .filteredOn(resource -> resource.type().startsWith("aws:"))
                .filteredOn(resource -> !WITHOUT_TAGS.contains(shortType(resource.type())))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        resource ->
                                assertThat(resource.inputs())
                                        .as(resource.toString())
                                        .containsEntry(
                                                "tags",
                                                Map.of(
                                                        "project", "tablecast",
                                                        "stack", "dev",
                                                        "team", "feeds")));
    }

    @Test
    void noAuthIsAWarning() {
        assertThat(stack.warnings())
                .containsExactly(
                        "tablecast:auth is \"none\": anyone who knows the URL receives every"
                            + " change. Set it to jwt to admit clients with a token, or to iam for"
                            + " AWS identities.");
        assertThat(ProvisionedStack.with("auth", "iam").warnings()).isEmpty();
        assertThat(ProvisionedStack.withTokens().warnings()).isEmpty();
    }

    @Test
    void nothingIsProvisionedWithADefinitionThatCannotBeUsed() {
        var registered = new ConcurrentLinkedQueue<String>();
        Mocks provider =
                args -> {
                    registered.add(args.type);
                    return CompletableFuture.completedFuture(
                            Mocks.ResourceResult.of(Optional.of(args.name), args.inputs));
                };
        try {
            var result =
                    PulumiTest.withMocks(InventedAccount.before(provider))
                            .runTest(
                                    context ->
                                            Tablecast.provision(
                                                    context,
                                                    TablecastArgs.of(
                                                                    TablecastConfiguration.of(
                                                                            Map.of("auth", "none")))
                                                            .with(
                                                                    new Artifacts(
                                                                            Path.of(
                                                                                    "functions.jar"),
                                                                            "{}"))));
            assertThatThrownBy(result::throwOnError).hasStackTraceContaining("substitutions []");
            assertThat(result.exceptions()).hasAtLeastOneElementOfType(RunException.class);
        } finally {
            PulumiTest.cleanup();
        }
        assertThat(registered).containsExactly("tablecast:infrastructure:Tablecast");
    }

    private static String shortType(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
