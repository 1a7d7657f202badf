package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Translates the JSONata library's errors into AWS's messages. In the library's messages, the word
 * {@code function} appears as {@code Object}, and some contain an unfilled placeholder.
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

    /** Returns the end of AWS's sentence about the error of an expression. */
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

    /** Returns AWS's message for an error, without its code. */
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

    /** Returns the type of an internal error of the library. */
    static String of(RuntimeException e) {
        return e.getClass().getSimpleName();
    }
}
