package dev.tablecast.infrastructure.stack;

import java.util.regex.Pattern;

/**
 * The names of a system's resources: in Pulumi, where no two of a program are the same, and on AWS.
 *
 * <p>A name on AWS begins with the project, the stack and the component, such as {@code
 * shop-dev-orders-connect}. A component that is called like its project leaves its own name out.
 * Pulumi takes stacks of 100 letters, digits, {@code _}, {@code -} and {@code .}; functions and
 * roles have 64 characters in all, and no dots. Where the beginning doesn't fit, it is as much of
 * it as fits and a fingerprint that no other system has.
 *
 * <p>The program makes the names itself, so that they begin in the same way whatever {@code
 * Pulumi.yaml} says about names. The one exception is {@link #generation}.
 *
 * @param component the name of the component within its program
 */
public record Names(String project, String stack, String component, String region) {
    /** The longest name of a resource, which leaves room for the rest. */
    public static final int LONGEST_RESOURCE = 17;

    private static final int LONGEST_NAME = 64;
    private static final int DASH = 1;
    private static final int FINGERPRINT = 8;

    /** A role's name on AWS is project-stack-component-resource-1a2b3c4d. */
    private static final int LONGEST_PREFIX =
            LONGEST_NAME - LONGEST_RESOURCE - 2 * DASH - FINGERPRINT;

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_-]");

    /** Returns the name by which Pulumi knows a resource. */
    String logical(String resource) {
        return isWholeProject() ? resource : component + "-" + resource;
    }

    /**
     * Returns the name by which Pulumi knows an alias that stands for a generation of the feed.
     *
     * <p>Its name on AWS is Pulumi's, with digits that were never there before. It has to be short:
     * Lambda takes 140 characters for a function's ARN with its alias.
     */
    public String generation(String resource) {
        return isWholeProject() ? resource : "g-" + Fingerprint.of(component);
    }

    /** Returns the beginning of every name on AWS. */
    public String prefix() {
        String given = given();
        if (given.length() <= LONGEST_PREFIX && NAMES.matcher(given).matches()) {
            return given;
        }
        String readable = OTHER.matcher(given).replaceAll("-");
        int longest = LONGEST_PREFIX - FINGERPRINT - DASH;
        return readable.substring(0, Math.min(readable.length(), longest))
                + "-"
                + Fingerprint.of(String.join("\n", project, stack, component, region));
    }

    /** Returns a resource's name on AWS. */
    String of(String resource) {
        return String.join("-", prefix(), resource);
    }

    /**
     * Returns the name of a resource that belongs to the account, not to a Region: the same stack
     * may be in another Region as well.
     */
    public String inAccount(String resource) {
        return of(resource) + "-" + Fingerprint.of(region);
    }

    private boolean isWholeProject() {
        return component.equals(project);
    }

    private String given() {
        return isWholeProject()
                ? String.join("-", project, stack)
                : String.join("-", project, stack, component);
    }
}
