package dev.tablecast.infrastructure;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.account.RegionalFeatures;
import dev.tablecast.infrastructure.configuration.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.Governance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names, tags and rules that the resources of a stack share.
 *
 * <p>Pulumi takes stacks of 100 letters, digits, {@code _}, {@code -} and {@code .}; functions and
 * roles have 64 characters in all, and no dots. Where project and stack fit, Pulumi makes names of
 * them ({@code Pulumi.yaml}). Where they don't, {@link #explicitName} does, with as much of them as
 * fits and a fingerprint that no other stack has, nor the same stack in another Region: roles
 * belong to the account, not to a Region.
 *
 * @param logRetentionDays one of the numbers that CloudWatch takes
 */
record Stack(
        String project,
        String stack,
        Account account,
        int logRetentionDays,
        FunctionRuntime functionRuntime,
        Governance governance) {
    /** The longest logical name of a function or a role, which leaves room for the rest. */
    static final int LONGEST_FUNCTION = 17;

    /** A function's or a role's name on AWS is project-stack-function-1a2b3c4. */
    private static final int LONGEST_NAME = 64;

    private static final int SUFFIX = 8;
    private static final int DASH = 1;
    private static final int LONGEST_PREFIX = LONGEST_NAME - LONGEST_FUNCTION - SUFFIX - DASH;
    private static final int FINGERPRINT = 8;
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_-]");

    /** Returns the tags of every resource that takes some. */
    Map<String, String> tags() {
        var tags = new TreeMap<>(governance.tags());
        tags.put("project", project);
        tags.put("stack", stack);
        return tags;
    }

    /** A name that no other stack of the account has, and that two of this stack never share. */
    String of(String resource) {
        return String.join("-", name(), resource);
    }

    /** Returns the beginning of every name. */
    String name() {
        if (fits()) {
            return given();
        }
        String readable = OTHER.matcher(given()).replaceAll("-");
        int longest = LONGEST_PREFIX - FINGERPRINT - DASH;
        return readable.substring(0, Math.min(readable.length(), longest))
                + "-"
                + Fingerprint.of(String.join("\n", project, stack, account.region()));
    }

    /** Returns the name for a resource whose name Pulumi can't make of the stack's. */
    Optional<String> explicitName(String resource) {
        return fits() ? Optional.empty() : Optional.of(of(resource));
    }

    /** Returns the processors that functions run on. */
    String architecture() {
        return functionRuntime.architecture().orElse(features().arm64() ? "arm64" : "x86_64");
    }

    /** Returns whether functions start from a snapshot. */
    boolean snapStart() {
        return functionRuntime.snapStart().orElse(features().snapStart());
    }

    RegionalFeatures features() {
        return new RegionalFeatures(account);
    }

    private String given() {
        return String.join("-", project, stack);
    }

    private boolean fits() {
        return given().length() <= LONGEST_PREFIX && NAMES.matcher(given()).matches();
    }
}
