package dev.tablecast.infrastructure.configuration.operations;

import dev.tablecast.infrastructure.configuration.access.ConnectionBounds;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.regex.Pattern;

/** The settings of alarms. */
public final class AlarmSettings {
    /** A topic with an order of its messages, whose name has a dot, takes none from alarms. */
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}");

    public static final Setting<String> TOPIC_ARN =
            new Setting<>(
                    "alarmTopicArn",
                    Values.texts(
                            "the ARN of a standard SNS topic, such as"
                                    + " arn:aws:sns:us-east-1:123456789012:alarms",
                            text -> TOPIC.matcher(text).matches()),
                    "SNS topic that every alarm notifies when it goes off and when it recovers."
                            + " Without a topic, alarms are visible on the dashboard only.");

    public static final Setting<Integer> ITERATOR_AGE_SECONDS =
            new Setting<>(
                    "iteratorAgeAlarmSeconds",
                    Values.wholeNumbers(1, 86_400),
                    "60",
                    "Maximum delay of the log behind the table, and of delivery behind"
                            + " the log, before an alarm goes off: for three minutes, or at one"
                            + " sweep if `sweepMinutes` is more. A stream keeps its records for a"
                            + " day.");

    public static final Setting<Integer> CLOSED_CONNECTIONS =
            new Setting<>(
                    "closedConnectionsAlarm",
                    Values.wholeNumbers(0, 1_000_000),
                    "0",
                    "Connections that may be closed within five minutes for not keeping"
                            + " up, before an alarm goes off. Start with 0 and raise it to what is"
                            + " usual in your clients' networks.");

    public static final Setting<Integer> CONNECTIONS =
            new Setting<>(
                    "connectionsAlarm",
                    Values.wholeNumbers(1, 10_000_000),
                    "10000",
                    "Open connections above which an alarm goes off. The default number"
                            + " costs 108 US dollars a month in us-east-1 for being open. With"
                            + " `maximumConnections` the default is four fifths of that, if this is"
                            + " less.");

    private AlarmSettings() {}

    public static AlarmThresholds read(StackSettings settings, ConnectionBounds bounds) {
        var topic = settings.find(TOPIC_ARN);
        topic.ifPresent(arn -> settings.requirePlace(TOPIC_ARN, arn));
        return new AlarmThresholds(
                topic,
                settings.get(ITERATOR_AGE_SECONDS),
                settings.get(CLOSED_CONNECTIONS),
                connections(settings, bounds.maximum()));
    }

    private static int connections(StackSettings settings, int maximum) {
        int connections = settings.get(CONNECTIONS);
        if (maximum == 0) {
            return connections;
        }
        if (settings.isSet(CONNECTIONS)) {
            if (connections > maximum) {
                settings.problem(CONNECTIONS, "at most maximumConnections, " + maximum);
            }
            return connections;
        }
        return Math.min(connections, Math.max(1, (int) (maximum * 4L / 5)));
    }
}
