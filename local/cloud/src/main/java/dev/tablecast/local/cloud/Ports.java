package dev.tablecast.local.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of the local cloud; 0 takes a free one.
 *
 * @param gateway {@code TABLECAST_PORT}, 8080: console, WebSocket API and its management API
 * @param dynamoDb {@code TABLECAST_DYNAMODB_PORT}, 8000
 * @param stepFunctions {@code TABLECAST_STEPFUNCTIONS_PORT}, 8083
 * @param example {@code TABLECAST_EXAMPLE_PORT}, 8090: the example that is started, if any
 */
public record Ports(int gateway, int dynamoDb, int stepFunctions, int example) {
    static final String GATEWAY = "TABLECAST_PORT";
    static final String DYNAMODB = "TABLECAST_DYNAMODB_PORT";
    static final String STEP_FUNCTIONS = "TABLECAST_STEPFUNCTIONS_PORT";
    static final String EXAMPLE = "TABLECAST_EXAMPLE_PORT";

    private static final int HIGHEST = 65_535;

    /** Any free ports. */
    public static final Ports FREE = new Ports(0, 0, 0);

    /** Ports without an example. */
    public Ports(int gateway, int dynamoDb, int stepFunctions) {
        this(gateway, dynamoDb, stepFunctions, 0);
    }

    /**
     * Reads the ports, and adds every setting that isn't a port, or is another's, to the problems.
     */
    static Ports from(Map<String, String> environment, List<String> problems) {
        var ports =
                new Ports(
                        port(environment, GATEWAY, 8080, problems),
                        port(environment, DYNAMODB, 8000, problems),
                        port(environment, STEP_FUNCTIONS, 8083, problems),
                        port(environment, EXAMPLE, 8090, problems));
        problems.addAll(ports.doubles());
        return ports;
    }

    /** Returns the setting that chose a port, to name it when the port is taken. */
    String settingOf(int port) {
        if (port == gateway) {
            return GATEWAY;
        }
        if (port == dynamoDb) {
            return DYNAMODB;
        }
        return port == stepFunctions ? STEP_FUNCTIONS : EXAMPLE;
    }

    private List<String> doubles() {
        var settings = new LinkedHashMap<String, Integer>();
        settings.put(GATEWAY, gateway);
        settings.put(DYNAMODB, dynamoDb);
        settings.put(STEP_FUNCTIONS, stepFunctions);
        var problems = new ArrayList<String>();
        settings.forEach(
                (name, port) -> {
                    if (port != 0 && !settingOf(port).equals(name)) {
                        problems.add(
                                "%s is %d, and so is %s; each takes a port of its own"
                                        .formatted(name, port, settingOf(port)));
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
            // Reported below, with what is allowed.
        }
        problems.add(
                "%s is \"%s\"; it takes a port from 1 to %d, or 0 for a free one"
                        .formatted(name, text, HIGHEST));
        return fallback;
    }
}
