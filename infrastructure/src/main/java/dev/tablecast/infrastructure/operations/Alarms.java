package dev.tablecast.infrastructure.operations;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.operations.AlarmThresholds;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.stream.DiscardedBatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The alarms that go off when delivery to clients is at risk, or succeeded only by closing
 * connections.
 *
 * <p>No alarm watches the errors of a single function: those that matter lead to one of these
 * alarms, and the authorizer counts an error for every client that it refuses.
 */
public final class Alarms extends ComponentResource {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Consecutive failed or missing sweeps after which the alarm goes off. */
    private static final int MISSED_SWEEPS = 5;

    /** Minutes of late changes after which an alarm goes off. */
    private static final int LATE_MINUTES = 3;

    private final List<String> topics;
    private final Stack stack;
    private final List<MetricAlarm> alarms = new ArrayList<>();

    public Alarms(
            AlarmThresholds thresholds, int sweepMinutes, SystemMetrics metrics, Stack stack) {
        super("tablecast:infrastructure:Alarms", stack.logical("alarms"), stack.parent());
        this.topics = thresholds.topicArn().stream().toList();
        this.stack = stack;
        sum(
                "discarded-batches",
                "Changes could not be logged. The feed began a new epoch: all clients must start"
                        + " over.",
                metrics.discarded("DiscardedBatches"),
                MINUTE,
                0);
        onFailureQueue(metrics);
        Duration allowed = Duration.ofSeconds(thresholds.iteratorAgeSeconds());
        iteratorAge(metrics, allowed);
        logNotSent(metrics, sweepMinutes, allowed);
        if (stack.features().mappingMetrics()) {
            streamNotRead(metrics);
        }
        sum(
                "undelivered-failures",
                "A batch was given up and could not be sent to the on-failure queue: clients don't"
                        + " learn that its changes are missing. The stream trigger's role may lack"
                        + " sqs:SendMessage, or permission to use the queue's key.",
                metrics.trigger("DestinationDeliveryFailures"),
                FIVE_MINUTES,
                0);
        sum(
                "resets",
                "The feed began a new epoch: all clients must start over.",
                metrics.broadcast("Resets"),
                FIVE_MINUTES,
                0);
        sum(
                "executions-failed",
                "Broadcasts failed; they are retried.",
                metrics.workflow("ExecutionsFailed"),
                FIVE_MINUTES,
                0);
        sum(
                "executions-timed-out",
                "Broadcasts took longer than five minutes; they are retried.",
                metrics.workflow("ExecutionsTimedOut"),
                FIVE_MINUTES,
                0);
        sum(
                "executions-aborted",
                "Broadcasts were aborted; they are retried.",
                metrics.workflow("ExecutionsAborted"),
                FIVE_MINUTES,
                0);
        sum(
                "connections-closed",
                "Connections were closed because their clients read no messages for too long.",
                metrics.broadcast("Closed"),
                FIVE_MINUTES,
                thresholds.closedConnections());
        sum(
                "refused-posts",
                "API Gateway refused to post to connections or to close them. Connections that"
                        + " could be closed were closed; if none could be served, the changes are"
                        + " retried. The post function may lack execute-api:ManageConnections.",
                metrics.posts("RefusedPosts"),
                FIVE_MINUTES,
                0);
        Duration sweep = Duration.ofMinutes(sweepMinutes);
        noSweeps(metrics, sweep);
        connections(metrics, sweep, thresholds.connections());
        registerOutputs(Map.of());
    }

    public List<Output<String>> arns() {
        return alarms.stream().map(MetricAlarm::arn).toList();
    }

    /** Goes off when more than {@code allowed} were counted within a period. */
    private void sum(String name, String description, Metric metric, Duration period, int allowed) {
        add(
                name,
                args(description, metric)
                        .statistic("Sum")
                        .period(seconds(period))
                        .evaluationPeriods(1)
                        .threshold((double) allowed));
    }

    /**
     * Goes off when a message stays for longer than one invocation of its consumer may take: the
     * first has failed then. A message that is being dealt with isn't visible, but counted too.
     */
    private void onFailureQueue(SystemMetrics metrics) {
        int longerThanAnInvocation = (int) DiscardedBatches.TIMEOUT.plus(MINUTE).toMinutes();
        add(
                "on-failure-queue",
                args("Batches were given up, and the feed can't begin a new epoch:"
                                + " clients don't learn of it.")
                        .metricQueries(
                                maximum(
                                        "visible",
                                        metrics.onFailure("ApproximateNumberOfMessagesVisible")),
                                maximum(
                                        "hidden",
                                        metrics.onFailure("ApproximateNumberOfMessagesNotVisible")),
                                MetricAlarmMetricQueryArgs.builder()
                                        .id("all")
                                        .expression("visible + hidden")
                                        .label("Messages")
                                        .returnData(true)
                                        .build())
                        .evaluationPeriods(longerThanAnInvocation)
                        .threshold(0.0));
    }

    private static MetricAlarmMetricQueryArgs maximum(String id, Metric metric) {
        return MetricAlarmMetricQueryArgs.builder()
                .id(id)
                .metric(
                        MetricAlarmMetricQueryMetricArgs.builder()
                                .namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(metric.dimensionMap())
                                .stat("Maximum")
                                .period(seconds(MINUTE))
                                .build())
                .returnData(false)
                .build();
    }

    /**
     * Goes off when no sweep has succeeded for some periods. Missing data counts as a failure,
     * because the schedule itself may have failed.
     */
    private void noSweeps(SystemMetrics metrics, Duration period) {
        add(
                "no-sweeps",
                args(
                                "No sweep has succeeded: connections outlive their tokens, and"
                                        + " connections aren't counted.",
                                metrics.sweep("Sweeps"))
                        .comparisonOperator("LessThanThreshold")
                        .treatMissingData("breaching")
                        .statistic("Sum")
                        .period(seconds(period))
                        .evaluationPeriods(MISSED_SWEEPS)
                        .threshold(1.0));
    }

    private void connections(SystemMetrics metrics, Duration period, int allowed) {
        add(
                "connections",
                args(
                                "More connections are open than expected; each costs money while"
                                        + " it is open.",
                                metrics.sweep("Connections"))
                        .statistic("Maximum")
                        .period(seconds(period))
                        .evaluationPeriods(1)
                        .threshold((double) allowed));
    }

    private void iteratorAge(SystemMetrics metrics, Duration allowed) {
        add(
                "iterator-age",
                args("Changes are logged too late.", metrics.trigger("IteratorAge"))
                        .statistic("Maximum")
                        .period(seconds(MINUTE))
                        .evaluationPeriods(LATE_MINUTES)
                        .threshold((double) allowed.toMillis()));
    }

    /** The sweeps look at the log, so a period is the time between two of them. */
    private void logNotSent(SystemMetrics metrics, int sweepMinutes, Duration allowed) {
        add(
                "log-not-sent",
                args(
                                "Changes in the log aren't broadcast, or too late.",
                                metrics.sweep("LagSeconds"))
                        .statistic("Maximum")
                        .period(seconds(Duration.ofMinutes(sweepMinutes)))
                        .evaluationPeriods(Math.max(1, LATE_MINUTES / sweepMinutes))
                        .threshold((double) allowed.toSeconds()));
    }

    private MetricAlarmArgs.Builder args(String description, Metric metric) {
        return args(description)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensionMap());
    }

    /**
     * Goes off when Lambda doesn't read the stream, as when the mapping was disabled or the stream
     * is gone. Lambda reads a table in which nothing changes too, and then emits a 0: so the alarm
     * counts the samples, not the events.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
     *     of metrics for Lambda functions: event source mapping metrics</a>
     */
    private void streamNotRead(SystemMetrics metrics) {
        add(
                "stream-not-read",
                args(
                                "Lambda doesn't read the table's stream; records are lost after 24"
                                        + " hours.",
                                metrics.mapping("PolledEventCount"))
                        .statistic("SampleCount")
                        .period(seconds(FIVE_MINUTES))
                        .evaluationPeriods(3)
                        .comparisonOperator("LessThanThreshold")
                        .threshold(1.0)
                        .treatMissingData("breaching"));
    }

    /** Starts an alarm that treats missing data as normal, because an idle system emits none. */
    private MetricAlarmArgs.Builder args(String description) {
        return MetricAlarmArgs.builder()
                .alarmDescription(description)
                .comparisonOperator("GreaterThanThreshold")
                .treatMissingData("notBreaching")
                .alarmActions(topics)
                .okActions(topics)
                .tags(stack.tags());
    }

    private void add(String name, MetricAlarmArgs.Builder args) {
        alarms.add(
                new MetricAlarm(
                        stack.logical(name),
                        args.name(stack.of(name)).build(),
                        CustomResourceOptions.builder().parent(this).build()));
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
