package dev.tablecast.local.cloud;

/**
 * The ports of the local cloud; 0 for any free one.
 *
 * @param gateway the port of the console, the WebSocket API and its management API
 * @param example the port of the example that is started, if any
 */
public record Ports(int gateway, int dynamoDb, int stepFunctions, int example) {
    /** Any free ports. */
    public static final Ports FREE = new Ports(0, 0, 0);

    /** Ports without an example. */
    public Ports(int gateway, int dynamoDb, int stepFunctions) {
        this(gateway, dynamoDb, stepFunctions, 0);
    }
}
