package dev.tablecast.infrastructure.graph.rules;

import static dev.tablecast.infrastructure.graph.rules.Rule.between;
import static dev.tablecast.infrastructure.graph.rules.Rule.json;
import static dev.tablecast.infrastructure.graph.rules.Rule.matches;
import static dev.tablecast.infrastructure.graph.rules.Rule.oneOf;
import static dev.tablecast.infrastructure.graph.rules.Rule.text;

import com.pulumi.aws.lambda.enums.Runtime;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Functions, their aliases, who may invoke them and what they are mapped to.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function">aws_lambda_function</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class LambdaRules {
    private static final String NAME = "[0-9A-Za-z_-]+";
    private static final String FUNCTION =
            "(arn:aws[a-z-]*:lambda:[a-z]{2}-(?:[a-z]+-){1,2}\\d:\\d{12}:function:)?[0-9A-Za-z_-]{1,64}(:[0-9A-Za-z_-]+)?";
    private static final int ENVIRONMENT_BYTES = 4096;

    /** Lambda sets these itself. */
    private static final List<String> RESERVED = List.of("AWS_", "LAMBDA_", "_HANDLER", "_X_AMZN_");

    private LambdaRules() {}

    static Map<String, TypeRules> all() {
        return Map.of(
                "aws:lambda/function:Function",
                function(),
                "aws:lambda/alias:Alias",
                alias(),
                "aws:lambda/functionRecursionConfig:FunctionRecursionConfig",
                new TypeRules()
                        .needs("functionName", matches(FUNCTION, 140))
                        .needs("recursiveLoop", oneOf("Allow", "Terminate")),
                "aws:lambda/permission:Permission",
                permission(),
                "aws:lambda/eventSourceMapping:EventSourceMapping",
                mapping());
    }

    private static TypeRules function() {
        return new TypeRules()
                .named(matches(NAME, 64))
                .tagged()
                .needs("description", text(256))
                .needs("architectures[]", oneOf("x86_64", "arm64"))
                .needs(
                        "runtime",
                        oneOf(Arrays.stream(Runtime.values()).map(Runtime::getValue).toArray()))
                .needs("handler", matches("[^\\s]+", 128))
                .needs("code.path", matches(".+\\.jar", 4096))
                .needs("role", matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+", 2048))
                .needs("memorySize", between(128, 10_240))
                .needs("timeout", between(1, 900))
                .takes("environment.variables.*", text(ENVIRONMENT_BYTES))
                .needs("loggingConfig.logFormat", oneOf("Text", "JSON"))
                .needs("loggingConfig.logGroup", matches("[0-9A-Za-z_./#-]+", 512))
                .takes("tracingConfig.mode", oneOf("Active", "PassThrough"))
                .takes("publish", Rule.FLAG)
                .takes("snapStart.applyOn", oneOf("PublishedVersions", "None"))
                .check(LambdaRules::environment)
                .check(LambdaRules::snapshots);
    }

    /** A function's variables have 4 KB in all, names of their own, and not those of Lambda. */
    private static List<String> environment(Registered function, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        int bytes = 0;
        if (TypeRules.at(function.inputs(), "environment.variables") instanceof Map<?, ?> all) {
            for (var variable : all.entrySet()) {
                String name = String.valueOf(variable.getKey());
                if (!name.matches("[a-zA-Z][a-zA-Z0-9_]+")
                        || RESERVED.stream().anyMatch(name::startsWith)) {
                    problems.add(
                            "environment has \"%s\", which is reserved or no name".formatted(name));
                }
                bytes += (name + variable.getValue()).getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (bytes > ENVIRONMENT_BYTES) {
            problems.add(
                    "environment has %d bytes; it takes %d".formatted(bytes, ENVIRONMENT_BYTES));
        }
        return problems;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Improving startup
     *     performance with Lambda SnapStart</a>
     */
    private static List<String> snapshots(Registered function, ResourceGraph graph) {
        boolean snapshots = function.inputs().containsKey("snapStart");
        return snapshots && !Boolean.TRUE.equals(function.inputs().get("publish"))
                ? List.of("snapStart is for versions, and none is published")
                : List.of();
    }

    private static TypeRules alias() {
        return new TypeRules()
                .named(matches("(?![0-9]+$)[a-zA-Z0-9_-]+", 128))
                .takes("description", text(256))
                .needs("functionName", matches(FUNCTION, 140))
                .needs("functionVersion", matches("\\$LATEST|[0-9]+", 1024));
    }

    private static TypeRules permission() {
        return new TypeRules()
                .needs("action", matches("lambda:[A-Za-z]+", 100))
                .needs("function", matches(FUNCTION, 140))
                .takes("qualifier", matches("[0-9A-Za-z_$-]+", 128))
                .needs("principal", matches("[a-z0-9-]+\\.amazonaws\\.com", 256))
                // Without it, anyone's API of any account could invoke the function.
                .needs("sourceArn", Rule.ARN);
    }

    private static TypeRules mapping() {
        return new TypeRules()
                .tagged()
                .needs("eventSourceArn", Rule.ARN)
                .needs("functionName", matches(FUNCTION, 140))
                .needs("batchSize", between(1, 10_000))
                .takes("maximumBatchingWindowInSeconds", between(0, 300))
                .takes("parallelizationFactor", between(1, 10))
                .takes("bisectBatchOnFunctionError", Rule.FLAG)
                .takes("maximumRetryAttempts", between(-1, 10_000))
                .takes("maximumRecordAgeInSeconds", oneOf(-1L).or(between(60, 604_800)))
                .takes("startingPosition", oneOf("TRIM_HORIZON", "LATEST"))
                .takes("metricsConfig.metrics[]", oneOf("EventCount"))
                .takes("functionResponseTypes[]", oneOf("ReportBatchItemFailures"))
                .takes("destinationConfig.onFailure.destinationArn", Rule.ARN)
                .takes("filterCriteria.filters[].pattern", json(4096))
                .takes("scalingConfig.maximumConcurrency", between(2, 1000))
                .check(LambdaRules::source);
    }

    /**
     * Streams and queues take settings of their own.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
     */
    private static List<String> source(Registered mapping, ResourceGraph graph) {
        return mapping.text("eventSourceArn").contains(":sqs:")
                ? queue(mapping, graph)
                : stream(mapping);
    }

    private static List<String> stream(Registered mapping) {
        var problems = new ArrayList<String>();
        if (!mapping.text("eventSourceArn").matches(".*:table/[^/]+/stream/.+")) {
            problems.add("eventSourceArn is neither a queue nor a table's stream");
        }
        if (!mapping.inputs().containsKey("startingPosition")) {
            problems.add("startingPosition is missing; a stream needs it");
        }
        if (mapping.inputs().containsKey("scalingConfig")) {
            problems.add("scalingConfig is for queues");
        }
        return problems;
    }

    private static List<String> queue(Registered mapping, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        for (String input :
                List.of(
                        "startingPosition",
                        "parallelizationFactor",
                        "bisectBatchOnFunctionError",
                        "maximumRetryAttempts",
                        "maximumRecordAgeInSeconds",
                        "metricsConfig",
                        "destinationConfig")) {
            if (mapping.inputs().containsKey(input)) {
                problems.add(input + " is for streams");
            }
        }
        if (number(mapping, "batchSize") > 10
                && number(mapping, "maximumBatchingWindowInSeconds") < 1) {
            problems.add("batchSize is over 10; it takes a window of a second then");
        }
        var visibility =
                graph.referred(mapping, "eventSourceArn")
                        .map(queue -> number(queue, "visibilityTimeoutSeconds"));
        var timeout =
                graph.referred(mapping, "functionName")
                        .map(found -> graph.referred(found, "functionName").orElse(found))
                        .map(function -> number(function, "timeout"));
        if (visibility.isEmpty() || timeout.isEmpty() || visibility.get() < 6 * timeout.get()) {
            problems.add(
                    "the queue's visibilityTimeoutSeconds is %s and the function's timeout %s; it must be six times that"
                            .formatted(visibility, timeout));
        }
        return problems;
    }

    private static long number(Registered resource, String input) {
        return resource.inputs().get(input) instanceof Number number ? number.longValue() : 0;
    }
}
