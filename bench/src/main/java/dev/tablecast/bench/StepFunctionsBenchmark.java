package dev.tablecast.bench;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/**
 * Step Functions Local for the JVM, over its HTTP API: a long chain of transitions, a wide Map,
 * many executions at once, and how long it takes to start.
 */
final class StepFunctionsBenchmark implements Benchmark {
    private static final int TRANSITIONS = 10_000;
    private static final int ITEMS = 4_000;
    private static final int EXECUTIONS = 1_000;

    private static final String LOOP =
            """
            {"StartAt": "Count", "States": {
              "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough?"},
              "Enough?": {"Type": "Choice", "Default": "Count",
                "Choices": [{"Variable": "$.n", "NumericGreaterThanEquals": %d, "Next": "Done"}]},
              "Done": {"Type": "Succeed"}}}
            """
                    .formatted(TRANSITIONS / 2);
    private static final String MAP =
            """
            {"StartAt": "Each", "States": {"Each": {"Type": "Map", "MaxConcurrency": 40, "End": true,
              "ItemProcessor": {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}}}}
            """;
    private static final String WAIT =
            """
            {"StartAt": "Wait", "States": {
              "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Done"}, "Done": {"Type": "Succeed"}}}
            """;

    @Override
    public Report run() {
        var figures = new Figures();
        try (var local = StepFunctionsLocal.start();
                var client = client(local)) {
            String loop = create(client, "loop", LOOP);
            Duration chain = Stopwatch.median(3, 5, () -> run(client, loop, "{\"n\":0}"));
            figures.add(
                    "transitionsPerSecond",
                    "transitions a second, in one execution of " + TRANSITIONS,
                    TRANSITIONS * 1_000_000_000L / chain.toNanos(),
                    "");
            String map = create(client, "map", MAP);
            String items =
                    IntStream.range(0, ITEMS)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(",", "[", "]"));
            figures.add(
                    "mapMs",
                    "a Map of " + ITEMS + " items, 40 at once",
                    Stopwatch.median(3, 5, () -> run(client, map, items)).toMillis(),
                    "ms");
            String wait = create(client, "wait", WAIT);
            figures.add(
                    "concurrentMs",
                    EXECUTIONS + " executions at once, each of which waits a second",
                    Stopwatch.median(1, 3, () -> together(client, wait)).toMillis(),
                    "ms");
        }
        figures.add(
                "startMs",
                "start and stop in this JVM, its classes loaded",
                Stopwatch.median(3, 5, StepFunctionsBenchmark::startAndStop).toMillis(),
                "ms");
        figures.add(
                "maxHeapMb",
                "the heap that all of this was given",
                Runtime.getRuntime().maxMemory() >> 20,
                "MB");
        return figures.report();
    }

    /** What was found so far, as rows and as figures. */
    private static final class Figures {
        private final Table table = new Table("Step Functions Local for the JVM", "", "", "");
        private final Report report = new Report();

        void add(String name, String what, long value, String unit) {
            table.row(what, value, unit);
            report.figure(name, value);
        }

        Report report() {
            return report.table(table);
        }
    }

    private static void startAndStop() {
        StepFunctionsLocal.start().close();
    }

    private static void together(SfnClient client, String arn) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> executions =
                    IntStream.range(0, EXECUTIONS)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.runAsync(
                                                    () -> run(client, arn, "{}"), threads))
                            .toList();
            executions.forEach(CompletableFuture::join);
        }
    }

    private static void run(SfnClient client, String arn, String input) {
        var execution =
                client.startSyncExecution(request -> request.stateMachineArn(arn).input(input));
        if (execution.status() != SyncExecutionStatus.SUCCEEDED) {
            throw new IllegalStateException(execution.error() + ": " + execution.cause());
        }
    }

    private static String create(SfnClient client, String name, String definition) {
        return client.createStateMachine(
                        request ->
                                request.name(name)
                                        .type(StateMachineType.EXPRESS)
                                        .roleArn("arn:aws:iam::000000000000:role/bench")
                                        .definition(definition))
                .stateMachineArn();
    }

    private static SfnClient client(StepFunctionsLocal local) {
        return SfnClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(
                        UrlConnectionHttpClient.builder()
                                .socketTimeout(Duration.ofMinutes(2))
                                .build())
                .overrideConfiguration(
                        sdk ->
                                sdk.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }
}
