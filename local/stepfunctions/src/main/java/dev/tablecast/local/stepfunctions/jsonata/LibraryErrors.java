package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The library's errors in AWS's words. In the library's templates the word {@code function} has
 * become {@code Object}, and some have a place that nothing fills.
 */
final class LibraryErrors {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final String WRONG_ITEMS = "T0412";
    private static final Map<String, String> ITEMS =
            Map.of(
                    "n", "numbers",
                    "s", "strings",
                    "b", "booleans",
                    "o", "objects",
                    "a", "arrays",
                    "f", "functions");

    private LibraryErrors() {}

    /** The end of the sentence that says what the expression threw. */
    static String ending(Throwable error) {
        return switch (error) {
            case JException e when isCoded(e) -> ". " + e.getError() + ": " + message(e);
            case JException e -> ": " + e.getError();
            case StackOverflowError e ->
                    ": Stack overflow error: Check for non-terminating recursive function.";
            default -> ": " + error.getMessage();
        };
    }

    private static boolean isCoded(JException e) {
        return CODE.matcher(String.valueOf(e.getError())).matches();
    }

    /** Without the code. */
    static String message(JException e) {
        if (!isCoded(e)) {
            return String.valueOf(e.getError());
        }
        if (WRONG_ITEMS.equals(e.getError())) {
            var type = String.valueOf(e.getExpected());
            return "An argument must be an array of \"" + ITEMS.getOrDefault(type, type) + "\"";
        }
        return String.valueOf(e.getMessage())
                .replaceAll("\\bObject\\b", "function")
                .replaceFirst("^Argument \"(\\d+)\"", "Argument $1");
    }

    /** An error of the library itself, by its type alone. */
    static String of(RuntimeException e) {
        return e.getClass().getSimpleName();
    }
}
