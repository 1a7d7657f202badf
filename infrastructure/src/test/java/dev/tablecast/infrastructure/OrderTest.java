package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The order of resources that depend on each other without a reference. */
class OrderTest {
    private static final Set<String> SLOW =
            Set.of(
                    "RolePolicy",
                    "Route",
                    "IntegrationResponse",
                    "RouteResponse",
                    "Account",
                    "Alias",
                    "FunctionRecursionConfig");
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final List<String> events = provision();

    @Test
    void aRoleCanDoItsWorkBeforeAnythingTakesItOn() {
        for (String function :
                List.of(
                        "connect",
                        "disconnect",
                        "subscribe",
                        "post",
                        "stream-trigger",
                        "discarded-batches")) {
            assertThat(events)
                    .containsSubsequence(
                            "RolePolicy " + function + " is there", "Function " + function);
        }
        assertThat(events)
                .containsSubsequence("RolePolicy broadcast is there", "StateMachine broadcast")
                .containsSubsequence(
                        "RolePolicy stream-trigger is there", "EventSourceMapping stream-trigger")
                .containsSubsequence(
                        "RolePolicy discarded-batches is there",
                        "EventSourceMapping discarded-batches");
    }

    @Test
    void aDeploymentHasEveryRouteAndEveryAnswer() {
        for (String part :
                List.of(
                        "Route connect",
                        "Route disconnect",
                        "Route subscribe",
                        "Route unsubscribe",
                        "Route ping",
                        "IntegrationResponse ping",
                        "RouteResponse ping")) {
            assertThat(events).containsSubsequence(part + " is there", "Deployment websocket");
        }
    }

    @Test
    void aGenerationIsThereBeforeTheMappingInvokesIt() {
        assertThat(events)
                .containsSubsequence(
                        "Alias generation is there", "EventSourceMapping stream-trigger")
                .containsSubsequence(
                        "FunctionRecursionConfig stream-trigger is there",
                        "EventSourceMapping stream-trigger")
                .containsSubsequence(
                        "RolePolicy hand-over is there", "EventSourceMapping stream-trigger");
    }

    @Test
    void apiGatewayMayWriteLogsBeforeAStageIsToHaveOne() {
        assertThat(events)
                .containsSubsequence(
                        "RolePolicy api-gateway-logs is there",
                        "Account api-gateway-logs",
                        "Account api-gateway-logs is there",
                        "Stage live");
    }

    private static List<String> provision() {
        var events = new CopyOnWriteArrayList<String>();
        Mocks provider =
                args -> {
                    String type = args.type.substring(args.type.lastIndexOf(':') + 1);
                    String resource = type + " " + args.name;
                    events.add(resource);
                    return CompletableFuture.supplyAsync(
                            () -> {
                                events.add(resource + " is there");
                                return Mocks.ResourceResult.of(
                                        Optional.of(args.name), InventedOutputs.of(args));
                            },
                            SLOW.contains(type) ? LATER : Runnable::run);
                };
        try {
            PulumiTest.withMocks(InventedAccount.before(provider))
                    .runTest(
                            context ->
                                    Tablecast.provision(
                                            context,
                                            TablecastArgs.of(
                                                            TablecastConfiguration.of(
                                                                    Map.of(
                                                                            "auth",
                                                                            "iam",
                                                                            "apiGatewayLogRole",
                                                                            "create")))
                                                    .with(
                                                            new Artifacts(
                                                                    Path.of("functions.jar"),
                                                                    ProvisionedStack
                                                                            .definition()))))
                    .throwOnError();
        } finally {
            PulumiTest.cleanup();
        }
        return events;
    }
}
