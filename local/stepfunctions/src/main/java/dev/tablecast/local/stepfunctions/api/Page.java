package dev.tablecast.local.stepfunctions.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextToken the token of the next page; null for the last page
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 1_000;

    /** Maximum length of most lists' tokens. */
    static final int TOKEN = 1_024;

    /** Maximum length of the tokens of executions and of events. */
    static final int LONG_TOKEN = 3_096;

    /**
     * Returns the page that the parameters {@code maxResults} and {@code nextToken} select.
     *
     * @param key returns the unique key of an item
     * @param longestToken the maximum length of a token
     * @throws RefusedException {@code InvalidToken} if the last item of the previous page no longer
     *     exists
     */
    static <T> Page<T> of(
            List<T> all, Function<T, String> key, Parameters parameters, int longestToken) {
        int size = parameters.pageSize("maxResults", DEFAULT_SIZE, MOST);
        var token = parameters.optionalText("nextToken", longestToken);
        int from = token == null ? 0 : after(all, key, token);
        int to = Math.min(from + size, all.size());
        return new Page<>(
                all.subList(from, to),
                to == all.size() ? null : encode(key.apply(all.get(to - 1))));
    }

    private static <T> int after(List<T> all, Function<T, String> key, String token) {
        for (int i = 0; i < all.size(); i++) {
            if (encode(key.apply(all.get(i))).equals(token)) {
                return i + 1;
            }
        }
        throw new RefusedException(Code.INVALID_TOKEN, "Invalid Token: '" + token + "'");
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    void putToken(ObjectNode answer) {
        if (nextToken != null) {
            answer.put("nextToken", nextToken);
        }
    }
}
