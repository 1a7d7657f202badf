package dev.tablecast.local.stepfunctions.execution.task;

import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records the history events of a task. Their types depend on its resource: Lambda function ARNs
 * and activities have their own.
 */
sealed interface TaskEvents {
    void scheduled(Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat);

    /**
     * Records that the work has started.
     *
     * @param workerName the name of an activity's worker; null for any other task, or if the worker
     *     gave none
     */
    void started(@Nullable String workerName);

    /** Records the response to the call of a task that its token ends. */
    void submitted(Payload response);

    void succeeded(Payload result);

    void failed(Failure failure);

    void timedOut(Failure failure);

    /** Returns the name of the task in AWS's error for a result that is too large. */
    String taskName();

    static TaskEvents of(TaskResource resource, TaskHost host) {
        return switch (resource) {
            case TaskResource.Service service ->
                    new OfService(
                            service.service(), service.action() + service.pattern().suffix(), host);
            case TaskResource.Activity(String arn) -> new OfActivity(arn, host);
            case TaskResource.Function(String arn) -> new OfLambda(arn, host);
            case TaskResource.Unrecognized(String text) -> new OfLambda(text, host);
        };
    }

    private static void addLimits(
            EventDetails details, @Nullable Duration timeout, @Nullable Duration heartbeat) {
        if (timeout != null) {
            details.with("timeoutInSeconds", timeout.toSeconds());
        }
        if (heartbeat != null) {
            details.with("heartbeatInSeconds", heartbeat.toSeconds());
        }
    }

    record OfLambda(String resource, TaskHost host) implements TaskEvents {
        @Override
        public String taskName() {
            return resource;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var details =
                    EventDetails.none().with("resource", resource).with("input", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            host.record(EventType.LAMBDA_FUNCTION_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            host.record(EventType.LAMBDA_FUNCTION_STARTED, EventDetails.none());
        }

        @Override
        public void submitted(Payload response) {
            throw new IllegalStateException("A function's result ends its task");
        }

        @Override
        public void succeeded(Payload result) {
            host.record(
                    EventType.LAMBDA_FUNCTION_SUCCEEDED,
                    EventDetails.none().with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            host.record(EventType.LAMBDA_FUNCTION_FAILED, EventDetails.of(failure));
        }

        @Override
        public void timedOut(Failure failure) {
            host.record(EventType.LAMBDA_FUNCTION_TIMED_OUT, EventDetails.of(failure));
        }
    }

    record OfActivity(String resource, TaskHost host) implements TaskEvents {
        @Override
        public String taskName() {
            return resource;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var details =
                    EventDetails.none().with("resource", resource).with("input", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            host.record(EventType.ACTIVITY_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            host.record(
                    EventType.ACTIVITY_STARTED, EventDetails.none().with("workerName", workerName));
        }

        @Override
        public void submitted(Payload response) {
            throw new IllegalStateException("An activity has no call that is answered");
        }

        @Override
        public void succeeded(Payload result) {
            host.record(
                    EventType.ACTIVITY_SUCCEEDED,
                    EventDetails.none().with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            host.record(EventType.ACTIVITY_FAILED, EventDetails.of(failure));
        }

        @Override
        public void timedOut(Failure failure) {
            host.record(EventType.ACTIVITY_TIMED_OUT, EventDetails.of(failure));
        }
    }

    /**
     * @param type the service, such as {@code aws-sdk:dynamodb}
     * @param action the action with its pattern, such as {@code scan} or {@code runTask.sync}
     */
    record OfService(String type, String action, TaskHost host) implements TaskEvents {
        @Override
        public String taskName() {
            return type;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var arn = host.stateMachineArn().split(":", -1);
            var details =
                    common(EventDetails.none())
                            .with("region", arn.length > 3 ? arn[3] : "")
                            .with("parameters", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            host.record(EventType.TASK_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            host.record(EventType.TASK_STARTED, common(EventDetails.none()));
        }

        @Override
        public void submitted(Payload response) {
            host.record(
                    EventType.TASK_SUBMITTED,
                    common(EventDetails.none()).with("output", response.text()));
        }

        @Override
        public void succeeded(Payload result) {
            host.record(
                    EventType.TASK_SUCCEEDED,
                    common(EventDetails.none()).with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            host.record(EventType.TASK_FAILED, common(EventDetails.of(failure)));
        }

        @Override
        public void timedOut(Failure failure) {
            host.record(EventType.TASK_TIMED_OUT, common(EventDetails.of(failure)));
        }

        private EventDetails common(EventDetails details) {
            return details.with("resourceType", type).with("resource", action);
        }
    }
}
