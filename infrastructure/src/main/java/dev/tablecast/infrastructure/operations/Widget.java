package dev.tablecast.infrastructure.operations;

import com.pulumi.core.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A graph of a dashboard.
 *
 * @param statistic the default statistic of the lines
 * @param period the time that one point stands for
 */
record Widget(String title, String statistic, Duration period, List<Line> lines) {
    static final int WIDTH = 12;
    static final int HEIGHT = 6;

    Widget {
        lines = List.copyOf(lines);
    }

    /** Returns a graph of sums per minute. */
    static Widget sums(String title, List<Line> lines) {
        return new Widget(title, "Sum", Duration.ofMinutes(1), lines);
    }

    static Widget sums(String title, Line... lines) {
        return sums(title, Arrays.asList(lines));
    }

    /**
     * @param statistic the statistic; empty for the widget's
     */
    record Line(Metric metric, String label, String statistic) {
        Line(Metric metric, String label) {
            this(metric, label, "");
        }

        private Output<List<Object>> json() {
            Map<String, String> options =
                    statistic.isEmpty()
                            ? Map.of("label", label)
                            : Map.of("label", label, "stat", statistic);
            return metric.path()
                    .applyValue(
                            path -> {
                                var json = new ArrayList<Object>(path);
                                json.add(options);
                                return json;
                            });
        }
    }

    /** Returns the widget's JSON, at this place of the dashboard's grid. */
    Output<Map<String, Object>> json(int x, int y, String region) {
        return Output.all(lines.stream().map(Line::json).toList())
                .applyValue(
                        metrics ->
                                Map.of(
                                        "type",
                                        "metric",
                                        "x",
                                        x,
                                        "y",
                                        y,
                                        "width",
                                        WIDTH,
                                        "height",
                                        HEIGHT,
                                        "properties",
                                        properties(metrics, region)));
    }

    private Map<String, Object> properties(List<List<Object>> metrics, String region) {
        return Map.of(
                "title",
                title,
                "region",
                region,
                "view",
                "timeSeries",
                "stat",
                statistic,
                "period",
                period.toSeconds(),
                "metrics",
                metrics);
    }
}
