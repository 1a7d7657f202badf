package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Resolves the placeholders of one expression, and knows which are used. */
final class References {
    private final Placeholders placeholders;

    private final Ungiven ungiven;

    private final Set<String> used = new HashSet<>();

    References(Placeholders placeholders, Ungiven ungiven) {
        this.placeholders = placeholders;
        this.ungiven = ungiven;
    }

    /**
     * The placeholders that mean something without being given.
     *
     * @param names whether {@code #name} is the attribute {@code name}
     */
    record Ungiven(Map<String, Value> values, boolean names) {
        static final Ungiven NONE = new Ungiven(Map.of(), false);

        Ungiven {
            values = Map.copyOf(values);
        }
    }

    String name(Token token) {
        String name = placeholders.names().get(token.text());
        if (name == null && ungiven.names()) {
            return token.text().substring(1);
        }
        if (name == null) {
            throw unknown(token, "names", placeholders.names().keySet());
        }
        used.add(token.text());
        return name;
    }

    /** Returns the refusal of a word that DynamoDB reserves, with what to write instead. */
    ExpressionException reserved(Token word) {
        return new ExpressionException(
                word.position(),
                "\"%1$s\" is a reserved word of DynamoDB; write #%1$s%2$s"
                        .formatted(
                                word.text(),
                                ungiven.names()
                                        ? ""
                                        : ", and \"#%1$s\": \"%1$s\" in names"
                                                .formatted(word.text())));
    }

    Value value(Token token) {
        Value value =
                placeholders
                        .values()
                        .getOrDefault(token.text(), ungiven.values().get(token.text()));
        if (value == null) {
            throw unknown(token, "values", placeholders.values().keySet());
        }
        used.add(token.text());
        return value;
    }

    private static ExpressionException unknown(Token token, String part, Collection<String> known) {
        return new ExpressionException(
                token.position(),
                "%s is not in %s; there are: %s"
                        .formatted(
                                token.text(),
                                part,
                                known.isEmpty()
                                        ? "none"
                                        : String.join(", ", new TreeSet<>(known))));
    }

    /**
     * @throws ExpressionException if a placeholder was given that isn't used
     */
    void checkAllUsed() {
        checkAllUsed(Part.NAMES, placeholders.names().keySet());
        checkAllUsed(Part.VALUES, placeholders.values().keySet());
    }

    private void checkAllUsed(Part part, Set<String> given) {
        var unused = new TreeSet<>(given);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new ExpressionException(
                    part,
                    "the expression doesn't use %s; leave out what it doesn't use"
                            .formatted(String.join(", ", unused)));
        }
    }
}
