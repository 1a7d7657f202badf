package dev.tablecast.infrastructure.configuration.operations;

import java.util.Optional;

/**
 * When somebody is told that a stack doesn't do its work; {@link AlarmSettings} says what each of
 * these may be.
 *
 * @param topicArn the SNS topic that is told, or nobody
 * @param iteratorAgeSeconds how far behind its table the stack may be
 * @param closedConnections connections that may be closed for lagging within five minutes
 * @param connections connections that are so many that somebody is told
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
