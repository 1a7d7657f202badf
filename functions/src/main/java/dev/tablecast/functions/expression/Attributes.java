package dev.tablecast.functions.expression;

import java.util.LinkedHashSet;
import java.util.Set;

/** The attributes of the item that a condition names. */
final class Attributes {
    private Attributes() {}

    static Set<String> of(Condition condition) {
        var attributes = new LinkedHashSet<String>();
        Operands.of(condition)
                .forEach(
                        operand -> {
                            if (operand instanceof Operand.Document document) {
                                attributes.add(document.path().attribute());
                            }
                        });
        return attributes;
    }
}
