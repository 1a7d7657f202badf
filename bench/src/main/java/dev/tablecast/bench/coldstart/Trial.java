package dev.tablecast.bench.coldstart;

import dev.tablecast.bench.broadcast.LoggedChange;
import java.util.List;

/**
 * What a function is tried with.
 *
 * @param function its name in the stack
 * @param event as AWS sends it
 * @param expected what is in the answer when it has done its work
 */
record Trial(String function, String event, String expected) {
    private static final String REQUEST =
            """
            "requestContext": {"routeKey": "%s", "eventType": "%s",
              "connectedAt": 1795341600123, "requestTimeEpoch": 1795341600125,
              "connectionId": "R0oXAdfD0kwCH6w=", "stage": "live", "apiId": "abcd123456",
              "authorizer": {"principalId": "ada", "expiresAt": "4102444800"}}
            """;

    /**
     * One for each function of the stack. A connection that is let in leaves in the same round.
     *
     * @param token that the authorizer is to let in
     * @param connectionId of a client that is there
     * @param streamEvent a batch of changes
     * @param change one that is in the log
     */
    static List<Trial> all(
            String token, String connectionId, String streamEvent, LoggedChange change) {
        return List.of(
                new Trial("authorize", authorize(token), "\"Allow\""),
                new Trial("post", post(connectionId, change), "\"delivered\":1"),
                new Trial("subscribe", subscribe(connectionId), "\"statusCode\":200"),
                new Trial("stream-trigger", streamEvent, "{\"batchItemFailures\":[]}"),
                new Trial("discarded-batches", discarded(), "null"),
                new Trial("connect", proxied("$connect", "CONNECT"), "\"statusCode\":200"),
                new Trial(
                        "disconnect", proxied("$disconnect", "DISCONNECT"), "\"statusCode\":200"));
    }

    private static String proxied(String route, String type) {
        return """
        {"headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com",
           "Sec-WebSocket-Protocol": "tablecast"},
         %s, "isBase64Encoded": false}
        """
                .formatted(REQUEST.formatted(route, type));
    }

    private static String authorize(String token) {
        return """
        {"type": "REQUEST",
         "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcd123456/live/$connect",
         "headers": {"Host": "abcd123456.execute-api.us-east-1.amazonaws.com",
           "Sec-WebSocket-Protocol": "tablecast, bearer.%s"},
         "stageVariables": {}, %s}
        """
                .formatted(token, REQUEST.formatted("$connect", "CONNECT"));
    }

    private static String post(String connectionId, LoggedChange change) {
        return """
        {"connections": [{"ConnectionId": {"S": "%1$s"}, "Terms": {"S": "1.1."}}],
         "feed": "%2$s", "epoch": "%3$s", "from": %4$d, "to": %4$d}
        """
                .formatted(connectionId, change.feed(), change.epoch(), change.number());
    }

    private static String subscribe(String connectionId) {
        return """
        {"requestContext": {"routeKey": "subscribe", "eventType": "MESSAGE",
           "messageId": "R0oXBcLNoAMCH6w=", "connectedAt": 1795341600123,
           "requestTimeEpoch": 1795341600125, "connectionId": "%s", "stage": "live",
           "apiId": "abcd123456"},
         "body": "{\\"action\\":\\"subscribe\\",\\"sub\\":\\"a\\",\\"rev\\":1}",
         "isBase64Encoded": false}
        """
                .formatted(connectionId);
    }

    /** A batch that was given up so long ago that nobody who is there lacks it. */
    private static String discarded() {
        return """
        {"Records": [{"messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
          "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
          "body": "{\\"requestContext\\":{\\"condition\\":\\"RetryAttemptsExhausted\\"},\\"version\\":\\"1.0\\",\\"DDBStreamBatchInfo\\":{\\"shardId\\":\\"shardId-1\\",\\"startSequenceNumber\\":\\"1\\",\\"endSequenceNumber\\":\\"3\\",\\"batchSize\\":3}}",
          "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1"},
          "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:on-failure",
          "awsRegion": "us-east-1"}]}
        """;
    }
}
