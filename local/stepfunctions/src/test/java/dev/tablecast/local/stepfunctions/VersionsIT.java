package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAliasListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;

/**
 * Versions and aliases through AWS's own SDK. The expected responses are those that LocalStack's
 * tests recorded on AWS ({@code tests/aws/services/stepfunctions/v2}: {@code
 * test_sfn_api_versioning}, {@code test_sfn_api_aliasing}).
 */
class VersionsIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/test";

    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() {
        local = StepFunctionsLocal.start();
        sfn = SfnClients.of(local);
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    private static String create(String name, int result) {
        return sfn.createStateMachine(
                        r -> r.name(name).roleArn(ROLE).definition(definition(result)))
                .stateMachineArn();
    }

    private static String definition(int result) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Pass\", \"Result\": "
                + result
                + ", \"End\": true}}}";
    }

    private static String publish(String machine) {
        return sfn.publishStateMachineVersion(r -> r.stateMachineArn(machine))
                .stateMachineVersionArn();
    }

    private static void update(String machine, int result) {
        sfn.updateStateMachine(r -> r.stateMachineArn(machine).definition(definition(result)));
    }

    private static List<String> versions(String machine) {
        return sfn
                .listStateMachineVersions(r -> r.stateMachineArn(machine))
                .stateMachineVersions()
                .stream()
                .map(StateMachineVersionListItem::stateMachineVersionArn)
                .toList();
    }

    private static RoutingConfigurationListItem route(String version, int weight) {
        return RoutingConfigurationListItem.builder()
                .stateMachineVersionArn(version)
                .weight(weight)
                .build();
    }

    private static String alias(String name, RoutingConfigurationListItem... routes) {
        return sfn.createStateMachineAlias(r -> r.name(name).routingConfiguration(routes))
                .stateMachineAliasArn();
    }

    private static DescribeExecutionResponse run(String target) {
        var arn = sfn.startExecution(r -> r.stateMachineArn(target)).executionArn();
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(arn)),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }

    @Test
    void aVersionStaysWhatItWas() {
        var machine = create("stays", 1);
        var first = publish(machine);
        update(machine, 2);
        var second = publish(machine);

        assertThat(first).isEqualTo(machine + ":1");
        assertThat(versions(machine)).containsExactly(second, first);
        assertThat(run(first).output()).isEqualTo("1");
        assertThat(run(second).output()).isEqualTo("2");
        var described = sfn.describeStateMachine(r -> r.stateMachineArn(first));
        assertThat(described.stateMachineArn()).isEqualTo(first);
        assertThat(described.definition()).isEqualTo(definition(1));
        assertThat(described.revisionId()).isNull();
        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(second)).revisionId())
                .isEqualTo(sfn.describeStateMachine(r -> r.stateMachineArn(machine)).revisionId());
    }

    @Test
    void aVersionIsPublishedOnceForEachRevisionAndItsNumberNeverAgain() {
        var machine = create("once", 1);

        assertThat(publish(machine)).isEqualTo(publish(machine));
        update(machine, 2);
        assertThat(publish(machine)).endsWith(":2");
        sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(machine + ":2"));
        sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(machine + ":2"));
        assertThat(publish(machine)).endsWith(":3");
    }

    @Test
    void aVersionIsPublishedWithTheStateMachine() {
        var created =
                sfn.createStateMachine(
                        r ->
                                r.name("with")
                                        .roleArn(ROLE)
                                        .definition(definition(1))
                                        .publish(true)
                                        .versionDescription("HelloWorld!"));
        var machine = created.stateMachineArn();

        assertThat(created.stateMachineVersionArn()).isEqualTo(machine + ":1");
        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(machine + ":1")).description())
                .isEqualTo("HelloWorld!");
        var same = sfn.updateStateMachine(r -> r.stateMachineArn(machine).publish(true));
        assertThat(same.stateMachineVersionArn()).isEqualTo(machine + ":1");
        assertThat(same.revisionId()).isNull();
        var next =
                sfn.updateStateMachine(
                        r -> r.stateMachineArn(machine).definition(definition(2)).publish(true));
        assertThat(next.stateMachineVersionArn()).isEqualTo(machine + ":2");
        assertThat(next.revisionId()).isNotNull();
        assertRefused(
                "ValidationException",
                "Version description can only be set when publish is true",
                () ->
                        sfn.updateStateMachine(
                                r ->
                                        r.stateMachineArn(machine)
                                                .definition(definition(3))
                                                .versionDescription("x")));
    }

    @Test
    void anotherRevisionThanTheOneMeantIsNotPublished() {
        var machine = create("meant", 1);
        update(machine, 2);
        var revision = sfn.describeStateMachine(r -> r.stateMachineArn(machine)).revisionId();
        update(machine, 3);

        assertRefused(
                "ConflictException",
                "Failed to publish the State Machine version for revision " + revision,
                () ->
                        sfn.publishStateMachineVersion(
                                r -> r.stateMachineArn(machine).revisionId(revision)));
        assertRefused(
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist",
                () -> update(machine + ":1", 2));
        assertRefused(
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist",
                () -> run(machine + ":9"));
    }

    @Test
    void executionsNameTheirVersionAndAlias() {
        var machine = create("named", 1);
        var version = publish(machine);
        var alias = alias("live", route(version, 100));
        var plain = run(machine);
        var byVersion = run(version);
        var byAlias = run(alias);

        assertThat(plain.stateMachineVersionArn()).isNull();
        assertThat(byVersion.stateMachineArn()).isEqualTo(machine);
        assertThat(byVersion.stateMachineVersionArn()).isEqualTo(version);
        assertThat(byVersion.stateMachineAliasArn()).isNull();
        assertThat(byAlias.stateMachineVersionArn()).isEqualTo(version);
        assertThat(byAlias.stateMachineAliasArn()).isEqualTo(alias);
        assertThat(executions(machine)).hasSize(3);
        assertThat(executions(version))
                .containsExactlyInAnyOrder(byVersion.executionArn(), byAlias.executionArn());
        assertThat(executions(alias)).containsExactly(byAlias.executionArn());
    }

    private static List<String> executions(String target) {
        return sfn.listExecutions(r -> r.stateMachineArn(target)).executions().stream()
                .map(execution -> execution.executionArn())
                .toList();
    }

    @Test
    void anAliasSharesExecutionsByWeight() {
        var machine = create("shared", 1);
        var first = publish(machine);
        update(machine, 2);
        var second = publish(machine);
        var alias = alias("both", route(first, 50), route(second, 50));
        var seen = new HashSet<String>();

        Awaitility.await()
                .until(
                        () -> {
                            seen.add(run(alias).output());
                            return seen.size() == 2;
                        });
        sfn.updateStateMachineAlias(
                r -> r.stateMachineAliasArn(alias).routingConfiguration(route(second, 100)));
        for (int i = 0; i < 20; i++) {
            assertThat(run(alias).output()).isEqualTo("2");
        }
    }

    @Test
    void anAliasIsDescribedUpdatedListedAndDeleted() {
        var machine = create("cycle", 1);
        var version = publish(machine);
        var alias = alias("one", route(version, 100));
        alias("two", route(version, 100));

        assertThat(alias).isEqualTo(machine + ":one");
        assertThat(alias("one", route(version, 100))).isEqualTo(alias);
        assertRefused(
                "ConflictException",
                "Failed to create alias because an alias with the same name",
                () ->
                        sfn.createStateMachineAlias(
                                r ->
                                        r.name("one")
                                                .description("other")
                                                .routingConfiguration(route(version, 100))));
        sfn.updateStateMachineAlias(r -> r.stateMachineAliasArn(alias).description("new"));
        var described = sfn.describeStateMachineAlias(r -> r.stateMachineAliasArn(alias));
        assertThat(described.description()).isEqualTo("new");
        assertThat(described.name()).isEqualTo("one");
        assertThat(described.routingConfiguration()).containsExactly(route(version, 100));
        assertThat(aliases(machine)).containsExactly(alias, machine + ":two");
        assertThat(aliases(version)).containsExactly(alias, machine + ":two");
        assertRefused(
                "ConflictException",
                "Current list of aliases referencing this version: [one, two]",
                () -> sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(version)));
        sfn.deleteStateMachineAlias(r -> r.stateMachineAliasArn(alias));
        sfn.deleteStateMachineAlias(r -> r.stateMachineAliasArn(alias));
        assertThat(aliases(machine)).containsExactly(machine + ":two");
        assertRefused(
                "ResourceNotFound",
                "Request references a resource that does not exist.",
                () -> sfn.describeStateMachineAlias(r -> r.stateMachineAliasArn(alias)));
        sfn.deleteStateMachine(r -> r.stateMachineArn(machine));
        create("cycle", 1);
        assertThat(versions(machine)).isEmpty();
        assertThat(aliases(machine)).isEmpty();
    }

    private static List<String> aliases(String target) {
        return sfn
                .listStateMachineAliases(r -> r.stateMachineArn(target))
                .stateMachineAliases()
                .stream()
                .map(StateMachineAliasListItem::stateMachineAliasArn)
                .toList();
    }

    @Test
    void aRoutingThatCanNotBeIsRefusedInTheWordsOfAws() {
        var machine = create("routing", 1);
        var version = publish(machine);
        update(machine, 2);
        var other = publish(machine);

        assertRefusedAlias(
                "Routing configuration must contain state machine version ARNs. Received: ["
                        + machine
                        + "]",
                route(machine, 100));
        assertRefusedAlias(
                "Routing configuration must contain distinct state machine version ARNs.",
                route(version, 50),
                route(version, 50));
        assertRefusedAlias(
                "Sum of routing configuration weights must equal 100. Received: [70, 29]",
                route(version, 70),
                route(other, 29));
        assertRefusedAlias(
                "Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 100",
                route(version, 101));
        assertRefused(
                "ResourceNotFound",
                "Request references a resource that does not exist.",
                () -> alias("nope", route(machine + ":9", 100)));
    }

    private static void assertRefusedAlias(String message, RoutingConfigurationListItem... routes) {
        assertRefused("ValidationException", message, () -> alias("wrong", routes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "INVALID ALIAS", "!INVALID", "ALIAS@"})
    void anAliasHasAName(String name) {
        var version = publish(create("names", 1));

        assertRefused(
                "ValidationException",
                "Value '"
                        + name
                        + "' at 'name' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
                () -> alias(name, route(version, 100)));
    }

    @Test
    void versionsAreListedByPages() {
        var machine = create("pages", 0);
        for (int i = 1; i <= 5; i++) {
            update(machine, i);
            publish(machine);
        }

        var first = sfn.listStateMachineVersions(r -> r.stateMachineArn(machine).maxResults(3));
        assertThat(first.stateMachineVersions()).hasSize(3);
        assertThat(
                        sfn.listStateMachineVersions(
                                        r ->
                                                r.stateMachineArn(machine)
                                                        .nextToken(first.nextToken()))
                                .stateMachineVersions())
                .extracting(StateMachineVersionListItem::stateMachineVersionArn)
                .containsExactly(machine + ":2", machine + ":1");
    }

    private static void assertRefused(String code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }
}
