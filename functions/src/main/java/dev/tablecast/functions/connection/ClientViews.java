package dev.tablecast.functions.connection;

import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.MessageSettings;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.view.ClientClaims;
import dev.tablecast.functions.view.ViewRequest;
import dev.tablecast.functions.view.Views;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The views of clients without a subscription, by their claims: all that row access lets them see.
 *
 * @param views empty where there is no row access, and such clients see everything
 */
record ClientViews(Optional<Views> views) {
    private record Values(Optional<MessageFormat> format, String table, String feed) {}

    /**
     * Reads {@code ROW_ACCESS}, and where that is set {@link MessageSettings}, {@code
     * CHANGE_LOG_TABLE} and {@code FEED}.
     */
    static ClientViews from(Map<String, String> environment, DynamoDbClient dynamoDb) {
        Values values =
                EnvironmentSettings.read(
                        environment,
                        settings ->
                                settings.optional("ROW_ACCESS", "").isEmpty()
                                        ? new Values(Optional.empty(), "", "")
                                        : new Values(
                                                Optional.of(MessageSettings.read(settings)),
                                                settings.required("CHANGE_LOG_TABLE"),
                                                settings.required("FEED")));
        return new ClientViews(
                values.format()
                        .map(
                                format ->
                                        new Views(
                                                format.policy(),
                                                new StoredViews(
                                                        dynamoDb, values.table(), values.feed()),
                                                InstantSource.system())));
    }

    /**
     * Returns the view of a client; empty where there is no row access.
     *
     * @param authorizer the authorizer's result for the client
     * @throws ExpressionException if row access can't be decided by the client's claims
     */
    Optional<Views.Kept> of(@Nullable Map<String, Object> authorizer) {
        return views.map(all -> all.view(ViewRequest.EVERYTHING, ClientClaims.of(authorizer)));
    }

    /** Stores a view that a row is about to name; returns its id. */
    String keep(Views.Kept view) {
        views.orElseThrow().keep(view);
        return view.view().id().text();
    }
}
