package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Lifetime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the workflow asks of a chunk.
 *
 * <pre>{@code
 * {"connections": [{"ConnectionId": {"S": "R0oXAdfD0kwCH6w="}, "ConnectedAt": {"N": "1763800000000"},
 *                   "TokenExpiresAt": {"N": "1763803600"}, "Behind": {"BOOL": true}, "from": 0}],
 *  "messages": ["…"], "closing": [], "attempt": 1, "attempts": 3, "chunk": 0, "counts": [{"delivered": 0, …}]}
 * }</pre>
 *
 * <p>{@code from}, {@code ConnectedAt}, {@code TokenExpiresAt}, {@code Behind}, {@code closing},
 * {@code attempt}, {@code attempts}, {@code chunk} and {@code counts} may be missing: 0, long ago,
 * never, false, none, 1, 1, 0 and none. With a time in {@code closing}, in milliseconds, whoever
 * connected before it is behind. Without {@code messages} it only closes: those who are behind,
 * whose token has ended, or who are older than a connection can be.
 *
 * <p>Rows of earlier versions have the end of their token in {@code ExpiresAt}, if it comes before
 * the end of the longest life of a connection; rows of this version have a later time there.
 *
 * @param attempt the number of this attempt; the first is 1
 * @param attempts with which attempt a connection that is still busy is closed
 * @param earlier what the rounds before this one came to, if this chunk is the first of its round:
 *     one of them has to carry it
 */
record PostRequest(
        List<Target> targets, List<String> messages, int attempt, int attempts, Counts earlier) {
    PostRequest {
        targets = List.copyOf(targets);
        messages = List.copyOf(messages);
    }

    boolean isLastAttempt() {
        return attempt >= attempts;
    }

    /**
     * @throws IllegalArgumentException if a field is missing or of another type; the message names
     *     it
     */
    static PostRequest decode(Map<String, Object> json) {
        var request = new JsonFields("", json);
        var closing = request.has("closing") ? request.numbers("closing") : List.<Long>of();
        return new PostRequest(
                request.objects("connections").map(row -> target(row, closing)).toList(),
                request.texts("messages"),
                request.integer("attempt", 1),
                request.integer("attempts", 1),
                request.integer("chunk", 0) == 0 ? earlier(request) : Counts.NONE);
    }

    private static Counts earlier(JsonFields request) {
        return request.has("counts")
                ? request.objects("counts")
                        .map(PostRequest::counts)
                        .reduce(Counts.NONE, Counts::plus)
                : Counts.NONE;
    }

    private static Target target(JsonFields row, List<Long> closing) {
        long connectedAt = row.object("ConnectedAt").map(value -> value.number("N")).orElse(0L);
        return new Target(
                row.requiredObject("ConnectionId").text("S"),
                Instant.ofEpochMilli(connectedAt),
                tokenExpiresAt(row, Instant.ofEpochMilli(connectedAt)),
                closing.stream().anyMatch(before -> connectedAt < before)
                        || row.object("Behind").map(value -> value.flag("BOOL")).orElse(false),
                row.integer("from", 0));
    }

    private static Instant tokenExpiresAt(JsonFields row, Instant connectedAt) {
        return seconds(row, "TokenExpiresAt")
                .or(
                        () ->
                                seconds(row, "ExpiresAt")
                                        .filter(
                                                end ->
                                                        !end.isAfter(
                                                                connectedAt.plus(
                                                                        Lifetime.LONGEST))))
                .orElse(Target.NEVER);
    }

    private static Optional<Instant> seconds(JsonFields row, String name) {
        return row.object(name).map(value -> Instant.ofEpochSecond(value.number("N")));
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
                json.integer("refused", 0));
    }
}
