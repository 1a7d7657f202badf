package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.Placeholders;
import java.util.Optional;
import java.util.Set;

/**
 * The wishes of a subscription.
 *
 * @param filter in DynamoDB's language; none if empty
 * @param placeholders of the filter
 * @param attributes those of the images that it wants; all that are visible if empty
 */
public record ViewRequest(
        Optional<String> filter, Placeholders placeholders, Optional<Set<String>> attributes) {
    public static final ViewRequest EVERYTHING =
            new ViewRequest(Optional.empty(), Placeholders.NONE, Optional.empty());

    public ViewRequest {
        attributes = attributes.map(Set::copyOf);
    }
}
