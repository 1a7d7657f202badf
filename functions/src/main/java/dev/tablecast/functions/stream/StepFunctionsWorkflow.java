package dev.tablecast.functions.stream;

import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/**
 * An Express state machine, run with {@code StartSyncExecution}.
 *
 * <p>Its input is {@code {"messages":["…",…]}}. The call answers 200 for an execution that failed,
 * so the status decides; a call that fails is a failed execution too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html">StartSyncExecution</a>
 */
record StepFunctionsWorkflow(SfnClient stepFunctions, String stateMachineArn) implements Workflow {
    @Override
    public Outcome run(Broadcast broadcast) {
        try {
            return outcome(
                    stepFunctions.startSyncExecution(
                            request ->
                                    request.stateMachineArn(stateMachineArn)
                                            .input(input(broadcast))));
        } catch (SdkException e) {
            return new Outcome.Failed(
                    stateMachineArn,
                    e.getClass().getSimpleName(),
                    Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private static Outcome outcome(StartSyncExecutionResponse execution) {
        return execution.status() == SyncExecutionStatus.SUCCEEDED
                ? new Outcome.Succeeded()
                : new Outcome.Failed(
                        execution.executionArn(),
                        Objects.requireNonNullElse(execution.error(), execution.statusAsString()),
                        Objects.requireNonNullElse(execution.cause(), ""));
    }

    private static String input(Broadcast broadcast) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("messages");
                    for (Message message : broadcast.messages()) {
                        json.writeString(message.text());
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
