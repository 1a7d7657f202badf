package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a task leaves in the history: a Lambda function by its bare ARN has events of its own. */
sealed interface TaskEvents {
    void scheduled(Payload parameters, @Nullable Duration timeout, @Nullable Duration heartbeat);

    void started();

    void succeeded(Payload result);

    void failed(Failure failure);

    void timedOut(Failure failure);

    /** What AWS calls the task where its result is too large. */
    String taskName();

    static TaskEvents of(String resource, Branch branch) {
        if (!resource.startsWith("arn:aws:states:::")) {
            return new OfLambda(resource, branch);
        }
        var service = resource.substring("arn:aws:states:::".length());
        int colon = service.lastIndexOf(':');
        return new OfService(
                colon < 0 ? service : service.substring(0, colon),
                service.substring(colon + 1),
                resource,
                branch);
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
        public void started() {
            branch.record(EventType.LAMBDA_FUNCTION_STARTED, Details.none());
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

    /**
     * @param type as {@code aws-sdk:dynamodb}
     * @param action as {@code scan}
     */
    record OfService(String type, String action, String resource, Branch branch)
            implements TaskEvents {
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
        public void started() {
            branch.record(EventType.TASK_STARTED, common(Details.none()));
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
