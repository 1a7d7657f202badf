package dev.tablecast.local.cloud.command;

import dev.tablecast.local.cloud.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of the ports, with their defaults. */
final class PortSettings {
    static final String GATEWAY = "TABLECAST_PORT";
    static final String DYNAMODB = "TABLECAST_DYNAMODB_PORT";
    static final String STEP_FUNCTIONS = "TABLECAST_STEPFUNCTIONS_PORT";
    static final String EXAMPLE = "TABLECAST_EXAMPLE_PORT";

    private static final int HIGHEST = 65_535;

    private PortSettings() {}

    /** Reads the ports, and adds a problem for each value that is no port or is used twice. */
    static Ports read(Map<String, String> environment, List<String> problems) {
        var ports =
                new Ports(
                        port(environment, GATEWAY, 8080, problems),
                        port(environment, DYNAMODB, 8000, problems),
                        port(environment, STEP_FUNCTIONS, 8083, problems),
                        port(environment, EXAMPLE, 8090, problems));
        problems.addAll(doubles(ports));
        return ports;
    }

    /** Returns the name of the variable that chose a port. */
    static String nameOf(int port, Ports ports) {
        if (port == ports.gateway()) {
            return GATEWAY;
        }
        if (port == ports.dynamoDb()) {
            return DYNAMODB;
        }
        return port == ports.stepFunctions() ? STEP_FUNCTIONS : EXAMPLE;
    }

    private static List<String> doubles(Ports ports) {
        var settings = new LinkedHashMap<String, Integer>();
        settings.put(GATEWAY, ports.gateway());
        settings.put(DYNAMODB, ports.dynamoDb());
        settings.put(STEP_FUNCTIONS, ports.stepFunctions());
        var problems = new ArrayList<String>();
        settings.forEach(
                (name, port) -> {
                    if (port != 0 && !nameOf(port, ports).equals(name)) {
                        problems.add(
                                "%s and %s are both %d; each needs a port of its own"
                                        .formatted(nameOf(port, ports), name, port));
                    }
                });
        return problems;
    }

    private static int port(
            Map<String, String> environment, String name, int fallback, List<String> problems) {
        String text = environment.getOrDefault(name, "");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the allowed values.
        }
        problems.add(
                "%s is \"%s\"; it takes a port from 1 to %d, or 0 for a free one"
                        .formatted(name, text, HIGHEST));
        return fallback;
    }
}
