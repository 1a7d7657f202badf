package dev.tablecast.functions.workflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/**
 * An Express state machine, run with {@code StartSyncExecution}.
 *
 * <p>Its output is {@code {"counts":[{"delivered":98,…},…]}}. The call answers 200 for an execution
 * that failed, so the status decides; a call that fails is a failed execution too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html">StartSyncExecution</a>
 */
public record StepFunctionsWorkflow(SfnClient stepFunctions, String stateMachineArn)
        implements Workflow {
    private static final Logger LOG = LoggerFactory.getLogger(StepFunctionsWorkflow.class);
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public Outcome run(String input) {
        try {
            return outcome(
                    stepFunctions.startSyncExecution(
                            request -> request.stateMachineArn(stateMachineArn).input(input)));
        } catch (AwsServiceException e) {
            // Its message may quote the input.
            LOG.atWarn()
                    .addKeyValue("status", e.statusCode())
                    .addKeyValue("requestId", e.requestId())
                    .log("Step Functions refused an execution");
            return new Outcome.Failed(stateMachineArn, errorCode(e));
        } catch (SdkException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("Step Functions gave no answer to a start");
            return new Outcome.Failed(stateMachineArn, e.getClass().getSimpleName());
        }
    }

    private static String errorCode(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse(e.getClass().getSimpleName());
    }

    private static Outcome outcome(StartSyncExecutionResponse execution) {
        return execution.status() == SyncExecutionStatus.SUCCEEDED
                ? new Outcome.Succeeded(connections(execution.output()))
                : new Outcome.Failed(
                        execution.executionArn(),
                        Objects.requireNonNullElse(execution.error(), execution.statusAsString()));
    }

    /** Adds up what the chunks came to. What isn't a count counts as none. */
    private static Map<String, Long> connections(String output) {
        var sums = new TreeMap<String, Long>();
        try (JsonParser json = JSON.createParser(output)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean counts = json.currentName().equals("counts");
                    if (json.nextToken() == JsonToken.START_ARRAY && counts) {
                        addChunks(json, sums);
                    } else {
                        json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an execution's output is always JSON", e);
        }
        return sums;
    }

    private static void addChunks(JsonParser json, Map<String, Long> sums) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String end = json.currentName();
                json.nextToken();
                sums.merge(end, json.getValueAsLong(), Long::sum);
                json.skipChildren();
            }
        }
    }
}
