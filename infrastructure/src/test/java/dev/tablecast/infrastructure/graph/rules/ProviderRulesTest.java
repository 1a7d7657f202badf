package dev.tablecast.infrastructure.graph.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.graph.RecordedProgram;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import dev.tablecast.infrastructure.graph.StackFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ProviderRulesTest {
    private static final List<String> JWT =
            List.of("auth", "jwt", "jwtIssuer", "https://issuer.test/", "jwtAudience", "tablecast");

    /** Every choice that makes another graph, and each number at both of its ends. */
    public static Stream<Arguments> configurations() {
        return Stream.of(
                settings("nothing but auth", "auth", "none"),
                settings("iam", "auth", "iam"),
                Arguments.of("jwt", with(JWT)),
                Arguments.of(
                        "jwt with all of its settings",
                        with(
                                JWT,
                                "jwtAudienceClaims",
                                "aud,cid",
                                "allowIdTokens",
                                "true",
                                "jwtRequiredClaims",
                                "scope=feed",
                                "jwksUrl",
                                "https://issuer.test/keys")),
                settings(
                        "a table with a sort key", "sourceHashKey", "a:B", "sourceRangeKey", "b:N"),
                settings("INCLUDE", "projection", "INCLUDE", "projectionAttributes", "name,zip"),
                settings("ALL", "projection", "ALL"),
                settings("text", "messageFormat", "text", "text", "{name}|{zip}"),
                settings(
                        "a filter",
                        "eventNames",
                        "INSERT",
                        "filter",
                        "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}"),
                settings("an origin", "allowedOrigins", "https://example.com"),
                settings(
                        "the stream of a table that exists",
                        "sourceStreamArn",
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000"),
                settings("a short log", "replayHours", "1"),
                settings("a full trace", "executionTrace", "full"),
                settings("a trace of events", "executionTrace", "events"),
                settings("a trace of errors", "executionTrace", "errors"),
                settings("no access log", "accessLog", "false"),
                settings(
                        "a topic for alarms",
                        "alarmTopicArn",
                        "arn:aws:sns:us-east-1:123456789012:alarms"),
                settings("a bound on connections", "maximumConnections", "1"),
                Arguments.of(
                        "a bound on connections of a subject",
                        with(JWT, "maximumConnectionsPerSubject", "10000000")),
                settings("a sweep an hour", "sweepMinutes", "60"),
                settings("a role for access logs", "apiGatewayLogRole", "create"),
                settings("a role that there must be", "apiGatewayLogRole", "existing"),
                settings(
                        "x86_64 without snapshots", "architecture", "x86_64", "snapStart", "false"),
                settings(
                        "a domain",
                        "customDomain",
                        "feed.example.com",
                        "customDomainCertificateArn",
                        "arn:aws:acm:us-east-1:123456789012:certificate/1a2b3c4d-0000-4000-8000-000000000000"),
                settings(
                        "a company's rules",
                        "permissionsBoundary",
                        "arn:aws:iam::123456789012:policy/Boundary",
                        "kmsKeyArn",
                        "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000000",
                        "tags",
                        "{\"team\":\"feeds\",\"cost-center\":42}",
                        "maximumConnections",
                        "5"),
                settings(
                        "nothing protected",
                        "deletionProtection",
                        "false",
                        "pointInTimeRecovery",
                        "false"),
                Arguments.of("the least of everything", least()),
                Arguments.of("the most of everything", most()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void theProviderTakesEveryResource(String name, TablecastConfiguration configuration) {
        assertThat(ProviderRules.problems(RecordedProgram.run("dev", configuration))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.tablecast.infrastructure.graph.ResourceGraphTest#stacks")
    void theProviderTakesEveryResourceOfTheExamples(String stack) {
        assertThat(
                        ProviderRules.problems(
                                RecordedProgram.run(
                                        stack,
                                        StackFiles.account(stack),
                                        StackFiles.configuration(stack))))
                .isEmpty();
    }

    private static TablecastConfiguration least() {
        return with(
                List.of("auth", "none"),
                "batchSize",
                "1",
                "parallelizationFactor",
                "1",
                "maximumRecordAgeSeconds",
                "60",
                "connectionTimeoutSeconds",
                "5",
                "subscribeTimeoutSeconds",
                "5",
                "postTimeoutSeconds",
                "10",
                "triggerTimeoutSeconds",
                "330",
                "requestsPerSecond",
                "1",
                "requestBurst",
                "1",
                "logRetentionDays",
                "1");
    }

    private static TablecastConfiguration most() {
        return with(
                List.of("auth", "none"),
                "batchSize",
                "10000",
                "batchWindowSeconds",
                "300",
                "parallelizationFactor",
                "10",
                "maximumRecordAgeSeconds",
                "82800",
                "replayHours",
                "168",
                "replayChanges",
                "1000000",
                "connectionMemoryMegabytes",
                "10240",
                "subscribeMemoryMegabytes",
                "10240",
                "postMemoryMegabytes",
                "10240",
                "triggerMemoryMegabytes",
                "10240",
                "requestsPerSecond",
                "10000",
                "requestBurst",
                "5000",
                "logRetentionDays",
                "3653",
                "sourceTableName",
                "T".repeat(200));
    }

    /** Pulumi takes a hundred letters, digits, hyphens, underscores and periods. */
    @ParameterizedTest
    @ValueSource(strings = {"feature.live_Queries", "-", "1", "s28", "s29", "s100"})
    void theProviderTakesTheNamesOfEveryStackThatPulumiTakes(String written) {
        String stack =
                written.matches("s\\d+")
                        ? "s".repeat(Integer.parseInt(written.substring(1)))
                        : written;
        var graph =
                RecordedProgram.run(
                        stack,
                        with(
                                JWT,
                                "apiGatewayLogRole",
                                "create",
                                "maximumConnections",
                                "5",
                                "sourceTableName",
                                "T".repeat(200)));

        assertThat(ProviderRules.problems(graph)).isEmpty();
        for (String type : List.of("Function", "Role", "Table", "Queue", "MetricAlarm")) {
            assertThat(graph.ofType(type).map(Registered::physicalName))
                    .doesNotHaveDuplicates()
                    .allSatisfy(name -> assertThat(name).startsWith("tablecast-"));
        }
    }

    private static Arguments settings(String name, String... namesAndValues) {
        return Arguments.of(name, with(List.of("auth", "none"), namesAndValues));
    }

    private static TablecastConfiguration with(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        var settings = new HashMap<String, String>();
        for (int i = 0; i < all.size(); i += 2) {
            settings.put(all.get(i), all.get(i + 1));
        }
        return TablecastConfiguration.of(settings);
    }

    /** The rules themselves: each of these is a mistake that a deployment would have stopped at. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("Function", "connect", "runtime", "java25", "runtime is java25"),
                mistake("Function", "connect", "timeout", 901L, "timeout is 901"),
                mistake("Function", "connect", "memorySize", 64L, "memorySize is 64"),
                mistake("Function", "connect", "role", "arn:role", "role is arn:role"),
                mistake(
                        "Function",
                        "connect",
                        "layers",
                        List.of("a"),
                        "no rule says what layers[] may be"),
                mistake(
                        "Function",
                        "connect",
                        "environment",
                        Map.of("variables", Map.of("AWS_REGION", "x")),
                        "environment has \"AWS_REGION\""),
                mistake(
                        "Function",
                        "connect",
                        "environment",
                        Map.of("variables", Map.of("LONG", "x".repeat(4095))),
                        "environment has 4099 bytes"),
                mistake(
                        "Schedule",
                        "sweep",
                        "scheduleExpression",
                        "rate(1 minutes)",
                        "scheduleExpression is rate(1 minutes)"),
                mistake("EventSourceMapping", "stream-trigger", "batchSize", 0L, "batchSize is 0"),
                mistake(
                        "EventSourceMapping",
                        "stream-trigger",
                        "maximumRecordAgeInSeconds",
                        59L,
                        "maximumRecordAgeInSeconds is 59"),
                mistake(
                        "EventSourceMapping",
                        "discarded-batches",
                        "startingPosition",
                        "LATEST",
                        "startingPosition is for streams"),
                mistake(
                        "Queue",
                        "on-failure",
                        "visibilityTimeoutSeconds",
                        10L,
                        "it must be six times that"),
                mistake("Queue", "on-failure", "name", "q".repeat(81), "at most 80 characters"),
                mistake("LogGroup", "post", "retentionInDays", 15L, "retentionInDays is 15"),
                mistake("Table", "Items", "hashKey", "other", "the attributes are [id]"),
                mistake(
                        "StateMachine",
                        "broadcast",
                        "loggingConfiguration",
                        Map.of(
                                "level",
                                "ALL",
                                "logDestination",
                                "arn:aws:logs:us-east-1:123456789012:log-group:x"),
                        "loggingConfiguration.logDestination is"),
                mistake("StateMachine", "broadcast", "definition", "{", "a JSON object"),
                mistake("RolePolicy", "post", "policy", "{\"Statement\":[]}", "Version is null"),
                mistake(
                        "RolePolicy",
                        "post",
                        "policy",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"sqs:*\"],\"Resource\":[\"queue\"]}]}",
                        "Action is \"sqs:*\""),
                mistake(
                        "Route",
                        "ping",
                        "authorizationType",
                        "AWS_IAM",
                        "authorizes $connect alone"),
                mistake("Permission", "invoke-connect", "sourceArn", "*", "sourceArn is *"));
    }

    @ParameterizedTest(name = "{2} of a {0}: {4}")
    @MethodSource("mistakes")
    void aMistakeIsFound(String type, String name, String input, Object value, String problem) {
        var graph = RecordedProgram.run("dev", with(List.of("auth", "none")));

        assertThat(ProviderRules.problems(changed(graph, type, name, input, value)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void aTypeThatNobodyHasRulesForIsNamed() {
        var bucket =
                new Registered(
                        "urn",
                        "aws:s3/bucket:Bucket",
                        "x",
                        "",
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        false,
                        false);

        assertThat(ProviderRules.problems(new ResourceGraph("dev", List.of(bucket), Map.of())))
                .containsExactly("aws:s3/bucket:Bucket \"x\": there are no rules for this type");
    }

    private static Arguments mistake(
            String type, String name, String input, Object value, String problem) {
        return Arguments.of(type, name, input, value, problem);
    }

    private static ResourceGraph changed(
            ResourceGraph graph, String type, String name, String input, Object value) {
        var resources = new ArrayList<Registered>();
        for (Registered resource : graph.resources()) {
            boolean isIt = resource.shortType().equals(type) && resource.name().equals(name);
            resources.add(isIt ? changed(resource, input, value) : resource);
        }
        return new ResourceGraph(graph.stack(), resources, graph.exports());
    }

    private static Registered changed(Registered resource, String input, Object value) {
        var inputs = new TreeMap<>(resource.inputs());
        inputs.put(input, value);
        var outputs = new TreeMap<>(resource.outputs());
        if (input.equals("name")) {
            outputs.put(input, value);
        }
        return new Registered(
                resource.urn(),
                resource.type(),
                resource.name(),
                resource.parent(),
                inputs,
                outputs,
                resource.references(),
                resource.dependsOn(),
                resource.protect(),
                resource.retainOnDelete());
    }
}
