package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a client's token that row access names, as the authorizer hands them on in {@code
 * requestContext.authorizer.claims}: JSON text of an object.
 */
public final class ClientClaims {
    private static final String CLAIMS = "claims";

    private ClientClaims() {}

    /**
     * Reads the claims; none where there is no authorizer.
     *
     * @throws ExpressionException if they can't be read
     */
    public static Map<String, Value> of(@Nullable Map<String, Object> authorizer) {
        Object claims = authorizer == null ? null : authorizer.get(CLAIMS);
        return claims == null ? Map.of() : ValueJson.readClaims(claims.toString());
    }
}
