package dev.tablecast.functions.stream;

import java.util.Arrays;
import java.util.List;

/** The ARN by which the function was invoked, {@code arn:…:function:NAME:ALIAS}. */
final class InvokedFunction {
    private static final int UNQUALIFIED_PARTS = 7;

    private InvokedFunction() {}

    /**
     * Returns the alias of an ARN, which names the event source mapping that invokes it; {@code
     * unqualified} without one.
     */
    static String alias(String arn) {
        List<String> parts = parts(arn);
        return parts.size() > UNQUALIFIED_PARTS ? parts.get(UNQUALIFIED_PARTS) : "unqualified";
    }

    /** Returns the ARN of another alias of the same function. */
    static String withAlias(String arn, String alias) {
        List<String> parts = parts(arn);
        int unqualified = Math.min(UNQUALIFIED_PARTS, parts.size());
        return String.join(":", parts.subList(0, unqualified)) + ":" + alias;
    }

    private static List<String> parts(String arn) {
        return Arrays.asList(arn.split(":"));
    }
}
