package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names and values that come with an expression.
 *
 * @param names attribute names by placeholder, such as {@code #n}
 * @param values by placeholder, such as {@code :v}
 */
public record Placeholders(Map<String, String> names, Map<String, Value> values) {
    public static final Placeholders NONE = new Placeholders(Map.of(), Map.of());

    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    /**
     * @throws ExpressionException if a placeholder has another form, a name is empty, or there is
     *     more than {@link Limits} allow
     */
    public Placeholders {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
        names.forEach(Placeholders::checkName);
        values.keySet().forEach(Placeholders::checkValue);
        checkSize(
                Part.NAMES,
                names.entrySet().stream()
                        .mapToInt(
                                name -> Limits.bytes(name.getKey()) + Limits.bytes(name.getValue()))
                        .sum(),
                Limits.NAMES_BYTES);
        checkSize(
                Part.VALUES,
                values.entrySet().stream()
                        .mapToInt(
                                value ->
                                        Limits.bytes(value.getKey())
                                                + Limits.bytes(ValueJson.write(value.getValue())))
                        .sum(),
                Limits.VALUES_BYTES);
    }

    private static void checkName(String placeholder, String name) {
        if (!NAME.matcher(placeholder).matches()) {
            throw new ExpressionException(
                    Part.NAMES,
                    "\"%s\" is no placeholder; a name's is #, then letters, digits or _"
                            .formatted(placeholder));
        }
        if (name.isEmpty()) {
            throw new ExpressionException(
                    Part.NAMES, placeholder + " is an empty name; no attribute has one");
        }
    }

    private static void checkValue(String placeholder) {
        if (!VALUE.matcher(placeholder).matches()) {
            throw new ExpressionException(
                    Part.VALUES,
                    "\"%s\" is no placeholder; a value's is a colon, then letters, digits or _"
                            .formatted(placeholder));
        }
    }

    private static void checkSize(Part part, int found, int allowed) {
        if (found > allowed) {
            throw new ExpressionException(
                    part,
                    "%s have %,d bytes; they may have %,d"
                            .formatted(part.reason(), found, allowed));
        }
    }
}
