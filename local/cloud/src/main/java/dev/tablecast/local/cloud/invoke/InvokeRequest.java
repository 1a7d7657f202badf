package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.provision.Arns;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request for {@code POST /2015-03-31/functions/{name}/invocations}.
 *
 * @param arn the function's ARN, with the qualifier if the request has one
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
record InvokeRequest(String arn, Type type) {
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/(.+)/invocations");

    /** A name, a partial ARN or an ARN, with an optional qualifier. */
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "(?<arn>arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:)?(?:(?:\\d{12}:)?function:)?"
                        + "(?<name>[A-Za-z0-9_-]+)(?::(?<qualifier>\\$LATEST|[A-Za-z0-9_-]+))?");

    /** The values of {@code X-Amz-Invocation-Type}. */
    enum Type {
        RequestResponse,
        Event,
        DryRun
    }

    /** Returns the decoded function in a path; empty for any other path. */
    static Optional<String> functionIn(String path) {
        var found = PATH.matcher(path);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * Reads a request.
     *
     * @param function the function in the path
     * @param qualifier the parameter {@code Qualifier}; empty for none
     * @param type the header {@code X-Amz-Invocation-Type}; empty for none
     * @throws InvokeException if Lambda would refuse the request
     */
    static InvokeRequest of(String function, String qualifier, String type) {
        var reference = FUNCTION.matcher(function);
        if (!reference.matches()) {
            throw InvokeException.invalid(
                    "FunctionName is \"%s\"; it takes a name or an ARN, optionally with an alias or a version"
                            .formatted(function));
        }
        String named = Optional.ofNullable(reference.group("qualifier")).orElse(qualifier);
        if (!qualifier.isEmpty() && !named.equals(qualifier)) {
            throw InvokeException.invalid(
                    "The derived qualifier from the function name does not match the specified"
                            + " qualifier.");
        }
        String prefix = reference.group("arn");
        String unqualified =
                prefix == null
                        ? Arns.ofFunction(reference.group("name"))
                        : prefix + "function:" + reference.group("name");
        return new InvokeRequest(
                named.isEmpty() ? unqualified : unqualified + ":" + named, typeOf(type));
    }

    private static Type typeOf(String text) {
        if (text.isEmpty()) {
            return Type.RequestResponse;
        }
        for (Type type : Type.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw InvokeException.invalid(
                "InvocationType is \"%s\"; it takes RequestResponse, Event or DryRun"
                        .formatted(text));
    }

    boolean isQualified() {
        return arn.split(":").length > Arns.function("any").split(":").length;
    }
}
