package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.message.JsonMessages;
import dev.tablecast.functions.message.MessageFormat;
import java.util.Optional;
import java.util.Set;

/** Policies of a table whose key is {@code id}. */
public final class Policies {
    private Policies() {}

    /** Returns messages that show everyone what the projection includes. */
    public static JsonMessages json(Projection projection) {
        return new JsonMessages(
                new ViewPolicy(Optional.empty(), projection, Set.of("id"), Set.of()));
    }

    /** Returns messages of a table with another key. */
    public static JsonMessages ofKey(Projection projection, String... keys) {
        return new JsonMessages(
                new ViewPolicy(Optional.empty(), projection, Set.of(keys), Set.of()));
    }

    /** Returns messages that show those rows to which access is given. */
    public static JsonMessages json(
            String rowAccess, Projection projection, String... filterableAttributes) {
        return new JsonMessages(
                new ViewPolicy(
                        Optional.of(ClaimExpression.parse(rowAccess, Placeholders.NONE)),
                        projection,
                        Set.of("id"),
                        Set.of(filterableAttributes)));
    }

    /** Returns the id of the view that has everything. */
    public static String everything(MessageFormat format) {
        return format.policy().openView().orElseThrow().id().text();
    }
}
