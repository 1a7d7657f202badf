package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a task leaves in the history: a Lambda function by its bare ARN has events of its own. */
sealed interface TaskEvents {
    void scheduled(Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat);

    /**
     * @param workerName of an activity's worker; null for any other task, and where it gave none
     */
    void started(@Nullable String workerName);

    /** The call of a task that goes on afterwards has been answered. */
    void submitted(Payload response);

    void succeeded(Payload result);

    void failed(Failure failure);

    void timedOut(Failure failure);

    /** What AWS calls the task where its result is too large. */
    String taskName();

    static TaskEvents of(TaskResource resource, Branch branch) {
        return switch (resource) {
            case TaskResource.Service service ->
                    new OfService(
                            service.service(),
                            service.action() + service.pattern().suffix(),
                            branch);
            case TaskResource.Activity(String arn) -> new OfActivity(arn, branch);
            case TaskResource.Function(String arn) -> new OfLambda(arn, branch);
            case TaskResource.Unrecognized(String text) -> new OfLambda(text, branch);
        };
    }

    private static void addLimits(
            Details details, @Nullable Duration timeout, @Nullable Duration heartbeat) {
        if (timeout != null) {
            details.with("timeoutInSeconds", timeout.toSeconds());
        }
        if (heartbeat != null) {
            details.with("heartbeatInSeconds", heartbeat.toSeconds());
        }
    }

    record OfLambda(String resource, Branch branch) implements TaskEvents {
        @Override
        public String taskName() {
            return resource;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var details =
                    Details.none().with("resource", resource).with("input", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            branch.record(EventType.LAMBDA_FUNCTION_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            branch.record(EventType.LAMBDA_FUNCTION_STARTED, Details.none());
        }

        @Override
        public void submitted(Payload response) {
            throw new IllegalStateException("A function's result ends its task");
        }

        @Override
        public void succeeded(Payload result) {
            branch.record(
                    EventType.LAMBDA_FUNCTION_SUCCEEDED,
                    Details.none().with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            branch.record(EventType.LAMBDA_FUNCTION_FAILED, Details.of(failure));
        }

        @Override
        public void timedOut(Failure failure) {
            branch.record(EventType.LAMBDA_FUNCTION_TIMED_OUT, Details.of(failure));
        }
    }

    record OfActivity(String resource, Branch branch) implements TaskEvents {
        @Override
        public String taskName() {
            return resource;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var details =
                    Details.none().with("resource", resource).with("input", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            branch.record(EventType.ACTIVITY_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            branch.record(
                    EventType.ACTIVITY_STARTED, Details.none().with("workerName", workerName));
        }

        @Override
        public void submitted(Payload response) {
            throw new IllegalStateException("An activity has no call that is answered");
        }

        @Override
        public void succeeded(Payload result) {
            branch.record(
                    EventType.ACTIVITY_SUCCEEDED, Details.none().with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            branch.record(EventType.ACTIVITY_FAILED, Details.of(failure));
        }

        @Override
        public void timedOut(Failure failure) {
            branch.record(EventType.ACTIVITY_TIMED_OUT, Details.of(failure));
        }
    }

    /**
     * @param type as {@code aws-sdk:dynamodb}
     * @param action as {@code scan} or {@code runTask.sync}
     */
    record OfService(String type, String action, Branch branch) implements TaskEvents {
        @Override
        public String taskName() {
            return type;
        }

        @Override
        public void scheduled(
                Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat) {
            var arn = branch.run().request().stateMachineArn().split(":", -1);
            var details =
                    common(Details.none())
                            .with("region", arn.length > 3 ? arn[3] : "")
                            .with("parameters", parameters.text());
            TaskEvents.addLimits(details, timeout, heartbeat);
            branch.record(EventType.TASK_SCHEDULED, details);
        }

        @Override
        public void started(@Nullable String workerName) {
            branch.record(EventType.TASK_STARTED, common(Details.none()));
        }

        @Override
        public void submitted(Payload response) {
            branch.record(
                    EventType.TASK_SUBMITTED,
                    common(Details.none()).with("output", response.text()));
        }

        @Override
        public void succeeded(Payload result) {
            branch.record(
                    EventType.TASK_SUCCEEDED, common(Details.none()).with("output", result.text()));
        }

        @Override
        public void failed(Failure failure) {
            branch.record(EventType.TASK_FAILED, common(Details.of(failure)));
        }

        @Override
        public void timedOut(Failure failure) {
            branch.record(EventType.TASK_TIMED_OUT, common(Details.of(failure)));
        }

        private Details common(Details details) {
            return details.with("resourceType", type).with("resource", action);
        }
    }
}
