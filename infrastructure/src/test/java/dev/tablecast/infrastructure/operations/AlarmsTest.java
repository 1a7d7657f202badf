package dev.tablecast.infrastructure.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";

    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @ParameterizedTest
    @CsvSource({
        "discarded-batches, Tablecast, DiscardedBatches, FunctionName, discarded-batches, 60",
        "connections-closed, Tablecast, Closed, FunctionName, stream-trigger, 300",
        "undelivered-failures, AWS/Lambda, DestinationDeliveryFailures, FunctionName,"
                + " stream-trigger, 300",
        "refused-posts, Tablecast, RefusedPosts, FunctionName, post, 300",
        "resets, Tablecast, Resets, FunctionName, stream-trigger, 300",
        "executions-failed, AWS/States, ExecutionsFailed, StateMachineArn, WORKFLOW, 300",
        "executions-timed-out, AWS/States, ExecutionsTimedOut, StateMachineArn, WORKFLOW, 300",
        "executions-aborted, AWS/States, ExecutionsAborted, StateMachineArn, WORKFLOW, 300"
    })
    void theFirstOfTheseIsReasonForAnAlarm(
            String name,
            String namespace,
            String metric,
            String dimension,
            String value,
            double period) {
        assertThat(stack.inputs("MetricAlarm", name))
                .containsEntry("namespace", namespace)
                .containsEntry("metricName", metric)
                .containsEntry(
                        "dimensions",
                        Map.of(
                                dimension,
                                value.replace(
                                        "WORKFLOW",
                                        "arn:aws:states:us-east-1:123456789012:stateMachine:broadcast")))
                .containsEntry("statistic", "Sum")
                .containsEntry("period", period)
                .containsEntry("evaluationPeriods", 1.0)
                .containsEntry("threshold", 0.0);
    }

    @Test
    void connectionsMayBeClosedWhereThatWasChosen() {
        assertThat(
                        ProvisionedStack.with("closedConnectionsAlarm", "25")
                                .inputs("MetricAlarm", "connections-closed"))
                .containsEntry("threshold", 25.0);
    }

    @Test
    void changesThatAreLateForMinutesAreReasonForAnAlarm() {
        assertThat(stack.inputs("MetricAlarm", "iterator-age"))
                .containsEntry("namespace", "AWS/Lambda")
                .containsEntry("metricName", "IteratorAge")
                .containsEntry("dimensions", Map.of("FunctionName", "stream-trigger"))
                .containsEntry("statistic", "Maximum")
                .containsEntry("period", 60.0)
                .containsEntry("evaluationPeriods", 3.0)
                .containsEntry("threshold", 60_000.0);
        assertThat(
                        ProvisionedStack.with("iteratorAgeAlarmSeconds", "86400")
                                .inputs("MetricAlarm", "iterator-age"))
                .containsEntry("threshold", 86_400_000.0);
    }

    @Test
    void aLogThatIsNotSentForMinutesIsReasonForAnAlarm() {
        assertThat(stack.inputs("MetricAlarm", "log-not-sent"))
                .containsEntry("namespace", "Tablecast")
                .containsEntry("metricName", "LagSeconds")
                .containsEntry("dimensions", Map.of("FunctionName", "stream-trigger"))
                .containsEntry("statistic", "Maximum")
                .containsEntry("period", 60.0)
                .containsEntry("evaluationPeriods", 3.0)
                .containsEntry("threshold", 60.0);
        assertThat(
                        ProvisionedStack.with("iteratorAgeAlarmSeconds", "90")
                                .inputs("MetricAlarm", "log-not-sent"))
                .containsEntry("threshold", 90.0);
        assertThat(ProvisionedStack.with("sweepMinutes", "5").inputs("MetricAlarm", "log-not-sent"))
                .containsEntry("period", 300.0)
                .containsEntry("evaluationPeriods", 1.0);
    }

    @Test
    void aStreamThatNobodyReadsIsReasonForAnAlarmAndAQuietTableIsNot() {
        assertThat(stack.inputs("MetricAlarm", "stream-not-read"))
                .containsEntry("namespace", "AWS/Lambda")
                .containsEntry("metricName", "PolledEventCount")
                .containsEntry(
                        "dimensions",
                        Map.of("EventSourceMappingUUID", "91eaeb7e-c976-11ed-afa1-0242ac120002"))
                // Events that were read count as well where there were none: samples, not their
                // sum.
                .containsEntry("statistic", "SampleCount")
                .containsEntry("comparisonOperator", "LessThanThreshold")
                .containsEntry("threshold", 1.0)
                .containsEntry("period", 300.0)
                .containsEntry("evaluationPeriods", 3.0)
                .containsEntry("treatMissingData", "breaching");
    }

    @Test
    void aMessageThatStaysInTheQueueForLongerThanItsConsumerTakesIsReasonForAnAlarm() {
        var alarm = stack.inputs("MetricAlarm", "on-failure-queue");

        assertThat(alarm)
                .containsEntry(
                        "metricQueries",
                        List.of(
                                ofQueue("visible", "ApproximateNumberOfMessagesVisible"),
                                ofQueue("hidden", "ApproximateNumberOfMessagesNotVisible"),
                                Map.of(
                                        "id", "all",
                                        "expression", "visible + hidden",
                                        "label", "Messages",
                                        "returnData", true)))
                .containsEntry("threshold", 0.0)
                // A period of a metric query and one of the alarm exclude each other.
                .doesNotContainKeys("period", "statistic", "metricName", "dimensions");
        double minutes = (double) alarm.get("evaluationPeriods");
        double timeout = (double) stack.inputs("Function", "discarded-batches").get("timeout");
        assertThat(minutes * 60).isGreaterThan(timeout);
    }

    @Test
    void aSweepThatFailsOrIsMissedFiveTimesIsReasonForAnAlarm() {
        assertThat(stack.inputs("MetricAlarm", "no-sweeps"))
                .containsEntry("namespace", "Tablecast")
                .containsEntry("metricName", "Sweeps")
                .containsEntry("dimensions", Map.of("FunctionName", "stream-trigger"))
                .containsEntry("statistic", "Sum")
                .containsEntry("comparisonOperator", "LessThanThreshold")
                .containsEntry("threshold", 1.0)
                .containsEntry("treatMissingData", "breaching")
                .containsEntry("period", 60.0)
                .containsEntry("evaluationPeriods", 5.0)
                .containsKey("alarmDescription");
        assertThat(ProvisionedStack.with("sweepMinutes", "60").inputs("MetricAlarm", "no-sweeps"))
                .containsEntry("period", 3600.0);
    }

    @ParameterizedTest
    @CsvSource({
        "connectionsAlarm, 7, maximumConnections, 0, 7",
        "connectionsAlarm, 90, maximumConnections, 100, 90",
        "sweepMinutes, 1, maximumConnections, 100, 80",
        "sweepMinutes, 1, maximumConnections, 1, 1",
        "sweepMinutes, 1, maximumConnections, 1000000, 10000",
        "sweepMinutes, 1, maximumConnections, 0, 10000"
    })
    void moreConnectionsThanExpectedAreReasonForAnAlarm(
            String first, String value, String second, String other, double threshold) {
        assertThat(
                        ProvisionedStack.with(first, value, second, other)
                                .inputs("MetricAlarm", "connections"))
                .containsEntry("namespace", "Tablecast")
                .containsEntry("metricName", "Connections")
                .containsEntry("dimensions", Map.of("FunctionName", "stream-trigger"))
                .containsEntry("statistic", "Maximum")
                .containsEntry("period", 60.0)
                .containsEntry("evaluationPeriods", 1.0)
                .containsEntry("threshold", threshold);
    }

    @Test
    void everyAlarmSaysWhatItMeansAndOnlyThoseForSilenceGoOffWhereNothingHappens() {
        var alarms = alarms(stack);

        assertThat(alarms)
                .hasSize(14)
                .allSatisfy((name, inputs) -> assertThat(inputs).containsKey("alarmDescription"));
        alarms.keySet().removeAll(Set.of("no-sweeps", "stream-not-read"));
        assertThat(alarms)
                .allSatisfy(
                        (name, inputs) ->
                                assertThat(inputs)
                                        .containsEntry("treatMissingData", "notBreaching")
                                        .containsEntry(
                                                "comparisonOperator", "GreaterThanThreshold"));
    }

    @Test
    void theyTellTheTopicThatWasChosenAndElseNobody() {
        assertThat(alarms(ProvisionedStack.with("alarmTopicArn", TOPIC)))
                .allSatisfy(
                        (name, inputs) ->
                                assertThat(inputs)
                                        .containsEntry("alarmActions", List.of(TOPIC))
                                        .containsEntry("okActions", List.of(TOPIC)));
        assertThat(alarms(stack))
                .allSatisfy(
                        (name, inputs) ->
                                assertThat(inputs)
                                        .containsEntry("alarmActions", List.of())
                                        .containsEntry("okActions", List.of()));
    }

    private static Map<String, Object> ofQueue(String id, String metric) {
        return Map.of(
                "id",
                id,
                "metric",
                Map.of(
                        "namespace",
                        "AWS/SQS",
                        "metricName",
                        metric,
                        "dimensions",
                        Map.of("QueueName", "on-failure"),
                        "stat",
                        "Maximum",
                        "period",
                        60.0),
                "returnData",
                false);
    }

    private static Map<String, Map<String, Object>> alarms(ProvisionedStack stack) {
        return stack.resources().stream()
                .filter(resource -> resource.type().endsWith(":MetricAlarm"))
                .collect(
                        Collectors.toMap(
                                ProvisionedStack.Registered::name,
                                ProvisionedStack.Registered::inputs));
    }
}
