package dev.tablecast.infrastructure.graph.rules;

import static dev.tablecast.infrastructure.graph.rules.Rule.between;
import static dev.tablecast.infrastructure.graph.rules.Rule.json;
import static dev.tablecast.infrastructure.graph.rules.Rule.matches;
import static dev.tablecast.infrastructure.graph.rules.Rule.oneOf;
import static dev.tablecast.infrastructure.graph.rules.Rule.text;

import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables, the workflow, schedules, queues and topics. */
final class OtherRules {
    private OtherRules() {}

    static Map<String, TypeRules> all() {
        return Map.of(
                "aws:dynamodb/table:Table",
                table(),
                "aws:sfn/stateMachine:StateMachine",
                stateMachine(),
                "aws:scheduler/schedule:Schedule",
                schedule(),
                "aws:sqs/queue:Queue",
                queue(),
                "aws:sns/topic:Topic",
                new TypeRules().named(matches("[A-Za-z0-9_-]+", 256)).tagged());
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
     */
    private static TypeRules table() {
        return new TypeRules()
                .named(matches("[A-Za-z0-9_.-]{3,}", 255))
                .tagged()
                .needs("billingMode", oneOf("PAY_PER_REQUEST"))
                .needs("hashKey", text(255))
                .takes("rangeKey", text(255))
                .takes("attributes[].name", matches(".+", 255))
                .takes("attributes[].type", oneOf("S", "N", "B"))
                .takes("streamEnabled", Rule.FLAG)
                .takes(
                        "streamViewType",
                        oneOf("NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY"))
                .takes("ttl.attributeName", matches(".+", 255))
                .takes("ttl.enabled", Rule.FLAG)
                .takes("serverSideEncryption.enabled", Rule.FLAG)
                .takes("serverSideEncryption.kmsKeyArn", IamRules.KEY)
                .takes("pointInTimeRecovery.enabled", Rule.FLAG)
                .takes("deletionProtectionEnabled", Rule.FLAG)
                .check(OtherRules::attributes)
                .check(
                        (table, graph) ->
                                Boolean.TRUE.equals(table.inputs().get("streamEnabled"))
                                                == table.inputs().containsKey("streamViewType")
                                        ? List.of()
                                        : List.of("a stream has a streamViewType, and only that"));
    }

    /** The provider refuses an attribute that is in no key, and a key that is no attribute. */
    private static List<String> attributes(Registered table, ResourceGraph graph) {
        var keys =
                Stream.of("hashKey", "rangeKey")
                        .map(table.inputs()::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var attributes =
                table.inputs().get("attributes") instanceof List<?> list
                        ? list.stream()
                                .map(attribute -> TypeRules.at(attribute, "name"))
                                .collect(Collectors.toSet())
                        : Set.of();
        return keys.equals(attributes)
                ? List.of()
                : List.of("the key has %s and the attributes are %s".formatted(keys, attributes));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">CreateStateMachine</a>
     */
    private static TypeRules stateMachine() {
        return new TypeRules()
                .named(matches("[0-9A-Za-z_-]+", 80))
                .tagged()
                .needs("type", oneOf("EXPRESS"))
                .needs("definition", json(1024 * 1024))
                .needs("roleArn", matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+", 256))
                .needs("loggingConfiguration.level", oneOf("ALL", "ERROR", "FATAL"))
                .takes("loggingConfiguration.includeExecutionData", Rule.FLAG)
                .needs(
                        "loggingConfiguration.logDestination",
                        matches("arn:aws[a-z-]*:logs:[a-z0-9-]+:\\d{12}:log-group:[^:]+:\\*", 256))
                .needs("tracingConfiguration.enabled", Rule.FLAG);
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
     */
    private static TypeRules schedule() {
        return new TypeRules()
                .named(matches("[0-9A-Za-z_.-]+", 64))
                .takes("description", text(512))
                .needs(
                        "scheduleExpression",
                        matches("rate\\((1 minute|([2-9]|[1-9]\\d+) minutes)\\)", 256))
                .needs("flexibleTimeWindow.mode", oneOf("OFF"))
                .needs("target.arn", matches("arn:aws[a-z-]*:lambda:.+", 1600))
                .needs("target.roleArn", matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+", 1600))
                .needs("target.input", json(256 * 1024))
                .takes("target.retryPolicy.maximumEventAgeInSeconds", between(60, 86_400))
                .takes("target.retryPolicy.maximumRetryAttempts", between(0, 185));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
     */
    private static TypeRules queue() {
        return new TypeRules()
                .named(matches("[A-Za-z0-9_-]+", 80))
                .tagged()
                .needs("messageRetentionSeconds", between(60, 1_209_600))
                .needs("visibilityTimeoutSeconds", between(0, 43_200))
                .takes("sqsManagedSseEnabled", oneOf(true))
                .takes("kmsMasterKeyId", IamRules.KEY)
                .check(
                        (queue, graph) ->
                                queue.inputs().containsKey("sqsManagedSseEnabled")
                                                != queue.inputs().containsKey("kmsMasterKeyId")
                                        ? List.of()
                                        : List.of("a queue is encrypted, with one kind of key"));
    }
}
