package dev.tablecast.local.stepfunctions.resource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The {@code Resource} of a Task state, in any partition.
 *
 * @see <a href="https://states-language.net/spec.html#task-state">ASL, Task State</a>
 */
public sealed interface TaskResource {
    /** Returns the resource in the definition. */
    String text();

    /** Returns the integration pattern. */
    default IntegrationPattern pattern() {
        return IntegrationPattern.REQUEST_RESPONSE;
    }

    /** Returns whether a call with a task token ends the task. */
    default boolean isAwaited() {
        return pattern() != IntegrationPattern.REQUEST_RESPONSE;
    }

    /** The ARN of a Lambda function. */
    record Function(String text) implements TaskResource {}

    /** The ARN of an activity, whose workers poll for tasks. */
    record Activity(String text) implements TaskResource {
        @Override
        public boolean isAwaited() {
            return true;
        }
    }

    /**
     * A service integration.
     *
     * @param service such as {@code lambda}, or {@code aws-sdk:dynamodb} for an SDK integration
     * @param action such as {@code invoke}, without the pattern
     */
    record Service(String text, String service, String action, IntegrationPattern pattern)
            implements TaskResource {
        private static final String SDK = "aws-sdk:";

        /** Returns whether this is an integration with the AWS SDK. */
        public boolean isSdk() {
            return service.startsWith(SDK);
        }

        /**
         * Returns whether this is the integration of a name such as {@code states:startExecution}.
         */
        public boolean is(String name) {
            return (service + ":" + action).equals(name);
        }

        /** Returns the service without {@code aws-sdk:}. */
        String plainService() {
            return isSdk() ? service.substring(SDK.length()) : service;
        }
    }

    /** Any other text, which AWS refuses. */
    record Unrecognized(String text) implements TaskResource {}

    /** Parses a resource. Text that is none becomes {@link Unrecognized}. */
    static TaskResource parse(String text) {
        var service = Grammar.SERVICE.matcher(text);
        if (service.matches()) {
            return service(text, service.group("service"), service.group("action"));
        }
        if (Grammar.FUNCTION.matcher(text).matches()) {
            return new Function(text);
        }
        return Grammar.ACTIVITY.matcher(text).matches()
                ? new Activity(text)
                : new Unrecognized(text);
    }

    private static Service service(String text, String service, String action) {
        var pattern =
                Arrays.stream(IntegrationPattern.values())
                        .filter(p -> action.endsWith(p.suffix()))
                        .max(Comparator.comparing(p -> p.suffix().length()))
                        .orElse(IntegrationPattern.REQUEST_RESPONSE);
        var plain = action.substring(0, action.length() - pattern.suffix().length());
        return new Service(text, service, plain, pattern);
    }

    /** The grammar of the ARNs. */
    final class Grammar {
        private static final String PARTITION = "arn:aws(-[a-z]+)*:";
        private static final String PLACE = "[a-z]{2,4}(-[a-z]+)+-\\d:\\d{12}:";
        private static final Pattern SERVICE =
                Pattern.compile(
                        PARTITION
                                + "states:::(?<service>(aws-sdk:)?[a-z0-9-]+):"
                                + "(?<action>[a-zA-Z0-9]+(\\.[a-zA-Z]+(:\\d)?)?)");
        private static final Pattern FUNCTION =
                Pattern.compile(
                        PARTITION + "lambda:" + PLACE + "function:[\\w-]+(:(\\$LATEST|[\\w-]+))?");
        private static final Pattern ACTIVITY =
                Pattern.compile(PARTITION + "states:" + PLACE + "activity:[^\\s:]{1,80}");

        private Grammar() {}
    }
}
