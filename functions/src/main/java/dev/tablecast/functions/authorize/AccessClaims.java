package dev.tablecast.functions.authorize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Forbidden;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The claims that {@code rowAccess} names, handed on as JSON with the values to the letter.
 *
 * <p>A claim is a text, a number or a boolean, or an array of those. One that is null counts as
 * missing.
 */
record AccessClaims(ClaimExpression rowAccess) {
    /** Maximum size in UTF-8; an authorizer may answer 8 KB in all. */
    static final int MAXIMUM_BYTES = 2_048;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Returns the decision with the claims; forbids the connection if one is missing, or is of a
     * type that {@code rowAccess} can't use, or all of them are too large.
     *
     * @param payload the token's, a JSON object
     */
    Decision handOn(Allowed allowed, String payload) {
        var found = new TreeMap<String, String>();
        var wrong = new TreeSet<String>();
        try {
            read(payload, rowAccess.claims(), found, wrong);
        } catch (IOException e) {
            // Gson, which has read it before, takes more for JSON than there is.
            return new Unauthenticated(Reason.NOT_A_SIGNED_JWT);
        }
        var missing = new TreeSet<>(rowAccess.claims());
        missing.removeAll(found.keySet());
        missing.removeAll(wrong);
        if (!missing.isEmpty()) {
            return forbidden(allowed, Reason.ROW_ACCESS_CLAIM_MISSING, missing);
        }
        if (!wrong.isEmpty()) {
            return forbidden(allowed, Reason.ROW_ACCESS_CLAIM_TYPE, wrong);
        }
        String claims = object(found);
        if (claims.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_BYTES) {
            return forbidden(allowed, Reason.ROW_ACCESS_CLAIMS_TOO_LARGE, rowAccess.claims());
        }
        try {
            rowAccess.bind(ValueJson.readClaims(claims));
        } catch (ExpressionException e) {
            // Its message may have the claim's value in it.
            return forbidden(allowed, Reason.ROW_ACCESS_CLAIM_TYPE, rowAccess.claims());
        }
        return allowed.with(claims);
    }

    private static Forbidden forbidden(Allowed allowed, Reason reason, Set<String> claims) {
        return new Forbidden(allowed.subject(), reason, claims);
    }

    private static void read(
            String payload, Set<String> names, TreeMap<String, String> found, Set<String> wrong)
            throws IOException {
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (!names.contains(name) || value == JsonToken.VALUE_NULL) {
                    json.skipChildren();
                } else {
                    copy(json, name, found, wrong);
                }
            }
        }
    }

    private static void copy(
            JsonParser json, String name, TreeMap<String, String> found, Set<String> wrong)
            throws IOException {
        var text = new StringWriter();
        boolean plain = true;
        try (JsonGenerator copy = JSON.createGenerator(text)) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                copy.writeStartArray();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    plain &= isPlain(json.currentToken());
                    copy.copyCurrentStructureExact(json);
                }
                copy.writeEndArray();
            } else {
                plain = isPlain(json.currentToken());
                copy.copyCurrentStructureExact(json);
            }
        }
        if (plain) {
            found.put(name, text.toString());
        } else {
            wrong.add(name);
        }
    }

    private static boolean isPlain(JsonToken token) {
        return token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }

    private static String object(TreeMap<String, String> claims) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var claim : claims.entrySet()) {
                json.writeFieldName(claim.getKey());
                json.writeRawValue(claim.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
