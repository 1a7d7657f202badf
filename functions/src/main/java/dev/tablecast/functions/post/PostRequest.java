package dev.tablecast.functions.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the workflow asks of a chunk.
 *
 * <pre>{@code
 * {"connections": [{"ConnectionId": {"S": "R0oXAdfD0kwCH6w="}, "ConnectedAt": {"N": "1763800000000"},
 *                   "TokenExpiresAt": {"N": "1763803600"}, "Behind": {"BOOL": true}, "from": 0}],
 *  "messages": ["…"], "closing": [], "attempt": 1, "attempts": 3, "chunk": 0, "counts": [{"delivered": 0, …}]}
 * }</pre>
 *
 * <p>{@code from}, {@code TokenExpiresAt}, {@code Behind}, {@code closing}, {@code attempt}, {@code
 * attempts}, {@code chunk} and {@code counts} may be missing: 0, never, false, none, 1, 1, 0 and
 * none. With a time in {@code closing}, in milliseconds, whoever connected before it is closed.
 * Without {@code messages} it only closes: those who are behind, whose token has ended, or who are
 * older than a connection can be.
 *
 * @param attempt the number of this attempt; the first is 1
 * @param attempts with which attempt a connection that is still busy is closed
 * @param chunk the index of this chunk in its round
 * @param before what the rounds before this one came to
 */
record PostRequest(
        List<Target> targets,
        List<String> messages,
        int attempt,
        int attempts,
        int chunk,
        Counts before) {
    PostRequest {
        targets = List.copyOf(targets);
        messages = List.copyOf(messages);
    }

    boolean isLastAttempt() {
        return attempt >= attempts;
    }

    /** Returns what this chunk has to carry on: one of a round carries what came before it. */
    Counts earlier() {
        return chunk == 0 ? before : Counts.NONE;
    }

    /**
     * Decodes a request. A row that can't be read is one to close, see {@link RowDecoder}.
     *
     * @throws IllegalArgumentException if a field but a row's is missing or of another type; the
     *     message names it
     */
    static PostRequest decode(Map<String, Object> json, Instant now) {
        var request = new JsonFields("", json);
        var closing = request.has("closing") ? request.numbers("closing") : List.<Long>of();
        return new PostRequest(
                targets(request.list("connections"), new RowDecoder(closing, now)),
                request.texts("messages"),
                request.integer("attempt", 1),
                request.integer("attempts", 1),
                request.integer("chunk", 0),
                before(request));
    }

    private static List<Target> targets(List<?> rows, RowDecoder decoder) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> decoder.decode("connections[" + i + "]", rows.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Counts before(JsonFields request) {
        return request.has("counts")
                ? request.objects("counts")
                        .map(PostRequest::counts)
                        .reduce(Counts.NONE, Counts::plus)
                : Counts.NONE;
    }

    private static Counts counts(JsonFields json) {
        return new Counts(
                json.integer("targeted", 0),
                json.integer("delivered", 0),
                json.integer("gone", 0),
                json.integer("notOpenYet", 0),
                json.integer("retried", 0),
                json.integer("expired", 0),
                json.integer("closed", 0),
                json.integer("refused", 0),
                json.integer("notClosed", 0));
    }
}
