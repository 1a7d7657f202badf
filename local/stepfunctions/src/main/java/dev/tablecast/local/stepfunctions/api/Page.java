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
 * A part of a list.
 *
 * @param nextToken for the next part; null for the last one
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 1_000;

    /** The longest token of most lists. */
    static final int TOKEN = 1_024;

    /** The longest token of the lists of executions and of their events. */
    static final int LONG_TOKEN = 3_096;

    /**
     * The page that the parameters ask for.
     *
     * @param key what tells one item from all others
     * @param longestToken what no token may exceed
     * @throws RefusedException {@code InvalidToken}, where the token's item isn't there
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
