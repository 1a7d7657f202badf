package dev.tablecast.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the line that a report has for machines. */
public final class Reports {
    private Reports() {}

    public static Map<String, String> figures(Report report) {
        return Arrays.stream(report.line("any").substring("any: ".length()).split(" "))
                .map(figure -> figure.split("="))
                .collect(Collectors.toMap(figure -> figure[0], figure -> figure[1]));
    }
}
