package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.queue.Queue;
import dev.tablecast.local.cloud.queue.Queue.Action;
import dev.tablecast.local.cloud.queue.QueueMapping;
import dev.tablecast.local.cloud.stream.EventSourceMapping;
import dev.tablecast.local.cloud.stream.EventSourceMapping.Retries;
import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import dev.tablecast.local.cloud.stream.FilterCriteria;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * {@code aws:lambda/eventSourceMapping:EventSourceMapping}: the mappings of this program's streams
 * and queues, which are polled after the program has run. Defaults are Lambda's.
 */
public final class EventSourceMappings implements ResourceType {
    private static final int DEFAULT_BATCH_SIZE = 100;
    private static final int DEFAULT_QUEUE_BATCH_SIZE = 10;
    private static final int WITHOUT_END = -1;

    private final Functions functions;
    private final Queues queues;
    private final Callers callers;
    private final List<EventSourceMapping> streams = new CopyOnWriteArrayList<>();
    private final List<QueueMapping> queueMappings = new CopyOnWriteArrayList<>();

    public EventSourceMappings(Functions functions, Queues queues) {
        this(functions, queues, new Callers(AwsCalls.NONE));
    }

    /**
     * @param callers records the mappings' actions on queues, with the role of the function
     */
    public EventSourceMappings(Functions functions, Queues queues, Callers callers) {
        this.functions = functions;
        this.queues = queues;
        this.callers = callers;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        String functionName = resource.text("functionName");
        LambdaFunction function =
                functions
                        .find(functionName)
                        .orElseThrow(
                                () ->
                                        resource.unsupported(
                                                "functionName",
                                                functionName,
                                                "the functions of this program"));
        Map<String, Object> outputs = resource.outputs("uuid", resource.name());
        if (Boolean.FALSE.equals(resource.inputs().get("enabled"))) {
            return outputs;
        }
        queues.find(resource.text("eventSourceArn"))
                .ifPresentOrElse(
                        queue -> queueMappings.add(queueMapping(resource, queue, function)),
                        () -> streams.add(streamMapping(resource, functionName, function)));
        return outputs;
    }

    private QueueMapping queueMapping(Resource resource, Queue queue, LambdaFunction function) {
        note(queue, resource, action -> action != Action.SendMessage);
        return new QueueMapping(
                queue, function, resource.integer("batchSize", DEFAULT_QUEUE_BATCH_SIZE));
    }

    private EventSourceMapping streamMapping(
            Resource resource, String functionName, LambdaFunction function) {
        return new EventSourceMapping(
                resource.text("eventSourceArn"),
                functionName,
                function,
                startingPosition(resource),
                resource.integer("batchSize", DEFAULT_BATCH_SIZE),
                Duration.ofSeconds(resource.integer("maximumBatchingWindowInSeconds", 0)),
                retries(resource),
                resource.texts("functionResponseTypes").contains("ReportBatchItemFailures"),
                filter(resource),
                onFailure(resource));
    }

    /** Returns those of streams, but for the disabled. */
    public List<EventSourceMapping> streams() {
        return List.copyOf(streams);
    }

    /** Returns those of queues, but for the disabled. */
    public List<QueueMapping> queues() {
        return List.copyOf(queueMappings);
    }

    private static Retries retries(Resource resource) {
        return new Retries(
                resource.integer("maximumRetryAttempts", WITHOUT_END),
                Duration.ofSeconds(resource.integer("maximumRecordAgeInSeconds", WITHOUT_END)),
                resource.flag("bisectBatchOnFunctionError"));
    }

    private static StartingPosition startingPosition(Resource resource) {
        String position = resource.text("startingPosition");
        return Arrays.stream(StartingPosition.values())
                .filter(value -> value.name().equals(position))
                .findFirst()
                .orElseThrow(
                        () ->
                                resource.unsupported(
                                        "startingPosition",
                                        position,
                                        Arrays.toString(StartingPosition.values())));
    }

    private static FilterCriteria filter(Resource resource) {
        List<String> patterns =
                resource.child("filterCriteria").stream()
                        .flatMap(criteria -> criteria.children("filters").stream())
                        .map(filter -> filter.text("pattern"))
                        .toList();
        try {
            return new FilterCriteria(patterns);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s".formatted(resource.type(), resource.name(), e.getMessage()), e);
        }
    }

    private Optional<Queue> onFailure(Resource resource) {
        return resource.child("destinationConfig")
                .flatMap(config -> config.child("onFailure"))
                .map(destination -> destination.text("destinationArn"))
                .map(
                        arn ->
                                queues.find(arn)
                                        .orElseThrow(
                                                () ->
                                                        resource.unsupported(
                                                                "destinationConfig.onFailure",
                                                                arn,
                                                                "the queues of this program")))
                .map(
                        queue -> {
                            note(queue, resource, action -> action == Action.SendMessage);
                            return queue;
                        });
    }

    /**
     * Records actions on a queue, which Lambda performs with the role of the mapping's function.
     */
    private void note(Queue queue, Resource mapping, Predicate<Action> actions) {
        functions
                .role(mapping.text("functionName"))
                .ifPresent(
                        role ->
                                queue.listen(
                                        action -> {
                                            if (actions.test(action)) {
                                                callers.called(
                                                        new AwsCall(
                                                                role,
                                                                "sqs:" + action,
                                                                queue.arn()));
                                            }
                                        }));
    }
}
