package dev.tablecast.infrastructure.graph.rules;

import static dev.tablecast.infrastructure.graph.rules.Rule.between;
import static dev.tablecast.infrastructure.graph.rules.Rule.json;
import static dev.tablecast.infrastructure.graph.rules.Rule.matches;
import static dev.tablecast.infrastructure.graph.rules.Rule.oneOf;
import static dev.tablecast.infrastructure.graph.rules.Rule.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Logs, alarms and dashboards. */
final class CloudWatchRules {
    private static final Rule STATISTIC =
            oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum");
    private static final String PERCENTILE =
            "(p|tm|wm|tc|ts)((\\d{1,2}(\\.\\d{1,2})?)|100)|IQM|(TM|WM|PR|TC|TS)\\(.*:.*\\)";
    private static final Rule PERIOD =
            oneOf(10L, 20L, 30L)
                    .or(
                            Rule.of(
                                    value ->
                                            value instanceof Number period
                                                    && period.longValue() > 0
                                                    && period.longValue() % 60 == 0,
                                    "whole minutes"));
    private static final int DAY_SECONDS = 86_400;
    private static final int HOUR_SECONDS = 3_600;
    private static final int GRID = 24;

    private CloudWatchRules() {}

    static Map<String, TypeRules> all() {
        return Map.of(
                "aws:cloudwatch/logGroup:LogGroup",
                logGroup(),
                "aws:cloudwatch/metricAlarm:MetricAlarm",
                alarm(),
                "aws:cloudwatch/dashboard:Dashboard",
                new TypeRules()
                        .needs("dashboardName", matches("[A-Za-z0-9_-]+", 255))
                        .needs("dashboardBody", json(1024 * 1024))
                        .check(CloudWatchRules::widgets));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>
     */
    private static TypeRules logGroup() {
        return new TypeRules()
                .named(matches("[-._/#A-Za-z0-9]+", 512))
                .tagged()
                .takes("kmsKeyId", IamRules.KEY)
                .needs(
                        "retentionInDays",
                        oneOf(
                                1L, 3L, 5L, 7L, 14L, 30L, 60L, 90L, 120L, 150L, 180L, 365L, 400L,
                                545L, 731L, 1096L, 1827L, 2192L, 2557L, 2922L, 3288L, 3653L));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
     */
    private static TypeRules alarm() {
        return new TypeRules()
                .named(matches("[^\\p{Cntrl}]+", 255))
                .tagged()
                .takes("alarmDescription", text(1024))
                .takes("actionsEnabled", Rule.FLAG)
                .takes("alarmActions[]", Rule.ARN)
                .takes("okActions[]", Rule.ARN)
                .needs(
                        "comparisonOperator",
                        oneOf(
                                "GreaterThanOrEqualToThreshold",
                                "GreaterThanThreshold",
                                "LessThanThreshold",
                                "LessThanOrEqualToThreshold"))
                .needs("evaluationPeriods", between(1, DAY_SECONDS))
                .takes("datapointsToAlarm", between(1, DAY_SECONDS))
                .needs("threshold", between(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .needs("treatMissingData", oneOf("missing", "ignore", "breaching", "notBreaching"))
                .takes("metricName", text(255))
                .takes("namespace", matches("[^:].*", 255))
                .takes("dimensions.*", text(1024))
                .takes("period", PERIOD)
                .takes("statistic", STATISTIC)
                .takes("extendedStatistic", matches(PERCENTILE, 255))
                .takes("metricQueries[].id", matches("[a-z][A-Za-z0-9_]*", 255))
                .takes("metricQueries[].expression", text(1024))
                .takes("metricQueries[].label", text(1024))
                .takes("metricQueries[].returnData", Rule.FLAG)
                .takes("metricQueries[].period", PERIOD)
                .takes("metricQueries[].metric.metricName", text(255))
                .takes("metricQueries[].metric.namespace", matches("[^:].*", 255))
                .takes("metricQueries[].metric.dimensions.*", text(1024))
                .takes("metricQueries[].metric.period", PERIOD)
                .takes("metricQueries[].metric.stat", STATISTIC.or(matches(PERCENTILE, 255)))
                .check(CloudWatchRules::metric)
                .check(CloudWatchRules::range);
    }

    private static List<String> metric(Registered alarm, ResourceGraph graph) {
        var inputs = alarm.inputs();
        boolean one = inputs.containsKey("metricName");
        if (one == inputs.containsKey("metricQueries")) {
            return List.of("it takes either metricName or metricQueries");
        }
        if (one && inputs.containsKey("statistic") == inputs.containsKey("extendedStatistic")) {
            return List.of("it takes either statistic or extendedStatistic");
        }
        return inputs.get("alarmActions") instanceof List<?> actions && actions.size() > 5
                ? List.of("it takes five alarmActions at most")
                : List.of();
    }

    /** A day in all; seven of them where a period is an hour or more. */
    private static List<String> range(Registered alarm, ResourceGraph graph) {
        if (!(alarm.inputs().get("period") instanceof Number period)
                || !(alarm.inputs().get("evaluationPeriods") instanceof Number periods)) {
            return List.of();
        }
        long most = period.longValue() < HOUR_SECONDS ? DAY_SECONDS : 7 * DAY_SECONDS;
        return period.longValue() * periods.longValue() > most
                ? List.of("it looks at more than %d seconds".formatted(most))
                : List.of();
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
     *     body structure and syntax</a>
     */
    private static List<String> widgets(Registered dashboard, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        JsonNode widgets = body(dashboard).path("widgets");
        if (widgets.isEmpty() || widgets.size() > 500) {
            problems.add("it has %d widgets; it takes 1 to 500".formatted(widgets.size()));
        }
        for (JsonNode widget : widgets) {
            String type = widget.path("type").asText();
            if (!List.of("metric", "text", "log", "alarm").contains(type)) {
                problems.add("a widget is of type \"%s\"".formatted(type));
            }
            int x = widget.path("x").asInt(0);
            int width = widget.path("width").asInt(6);
            int height = widget.path("height").asInt(6);
            if (x < 0 || width < 1 || x + width > GRID || height < 1 || height > 1000) {
                problems.add("a widget doesn't lie within %d columns: %s".formatted(GRID, widget));
            }
            if (type.equals("metric")) {
                metricWidget(widget.path("properties"), problems);
            }
        }
        return problems;
    }

    private static void metricWidget(JsonNode properties, List<String> problems) {
        if (properties.path("region").asText().isEmpty()) {
            problems.add("a metric widget has no region: " + properties);
        }
        if (properties.path("metrics").isEmpty() && properties.path("annotations").isEmpty()) {
            problems.add("a metric widget has no metrics: " + properties);
        }
        String view = properties.path("view").asText("timeSeries");
        if (!List.of("timeSeries", "singleValue", "gauge", "bar", "pie", "table").contains(view)) {
            problems.add("a metric widget has the view \"%s\"".formatted(view));
        }
    }

    private static JsonNode body(Registered dashboard) {
        try {
            return new JsonMapper().readTree(dashboard.text("dashboardBody"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(dashboard.toString(), e);
        }
    }
}
