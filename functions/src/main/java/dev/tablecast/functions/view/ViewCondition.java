package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.Expression;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Set;

/**
 * A condition on the items of a view.
 *
 * @param attributes those on which it depends
 */
record ViewCondition(Expression expression, Set<String> attributes) {
    static ViewCondition of(Expression expression) {
        return new ViewCondition(expression, Set.copyOf(expression.attributes()));
    }

    /**
     * Returns whether an image meets the condition. One that isn't known does if the keys alone
     * decide: nobody is shown what can't be checked.
     *
     * @param keys of the item, which are always known
     */
    boolean holds(Map<String, Value> image, Map<String, Value> keys) {
        if (!image.isEmpty()) {
            return expression.matches(image);
        }
        return keys.keySet().containsAll(attributes) && expression.matches(keys);
    }
}
