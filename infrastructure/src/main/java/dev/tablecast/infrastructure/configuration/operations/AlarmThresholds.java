package dev.tablecast.infrastructure.configuration.operations;

import java.util.Optional;

/**
 * The topic and thresholds of the alarms; {@link AlarmSettings} has the ranges.
 *
 * @param topicArn the SNS topic that the alarms notify; empty for none
 * @param iteratorAgeSeconds seconds by which the log may be behind the table
 * @param closedConnections connections that may be closed for lagging within five minutes
 * @param connections number of open connections above which an alarm goes off
 */
public record AlarmThresholds(
        Optional<String> topicArn, int iteratorAgeSeconds, int closedConnections, int connections) {
    public AlarmThresholds {
        topicArn.ifPresent(AlarmSettings.TOPIC_ARN::require);
        AlarmSettings.ITERATOR_AGE_SECONDS.require(iteratorAgeSeconds);
        AlarmSettings.CLOSED_CONNECTIONS.require(closedConnections);
        AlarmSettings.CONNECTIONS.require(connections);
    }
}
