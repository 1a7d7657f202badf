package dev.tablecast.functions.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A request of the workflow to serve a chunk.
 *
 * <pre>{@code
 * {"connections": [{"ConnectionId": {"S": "R0oXAdfD0kwCH6w="}, "ConnectedAt": {"N": "1763800000000"},
 *                   "TokenExpiresAt": {"N": "1763803600"}, "Subs": {"S": "a:1:VIEW"}}],
 *  "feed": "Orders", "epoch": "0mi2x7c3k", "from": 4712, "to": 4718,
 *  "chunk": 0, "before": [{"counts": [{"delivered": 100, …}], "failed": []}]}
 * }</pre>
 *
 * <p>{@code TokenExpiresAt}, {@code Subs}, {@code View}, {@code chunk} and {@code before} may be
 * missing. Where {@code to} is smaller than {@code from} nothing is sent: connections are closed
 * whose token has ended, or that are older than a connection can be.
 *
 * @param chunk the index of this chunk in its page
 * @param before what the pages before this one came to
 * @param failed the errors of those pages' chunks that failed
 */
record PostRequest(
        List<Target> targets, Range range, int chunk, Counts before, List<String> failed) {
    PostRequest {
        targets = List.copyOf(targets);
        failed = List.copyOf(failed);
    }

    /** Returns whether this chunk carries on what came before it: one of a page does. */
    boolean carriesOn() {
        return chunk == 0;
    }

    /**
     * Decodes a request. A row that can't be read is one to close, see {@link RowDecoder}.
     *
     * @throws IllegalArgumentException if a field but a row's is missing or of another type; the
     *     message names it
     */
    static PostRequest decode(Map<String, Object> json, Instant now) {
        var request = new JsonFields("", json);
        var before =
                request.has("before") ? request.objects("before").toList() : List.<JsonFields>of();
        return new PostRequest(
                targets(request.list("connections"), new RowDecoder(now)),
                new Range(
                        request.text("feed"),
                        request.text("epoch"),
                        request.wholeNumber("from"),
                        request.wholeNumber("to")),
                request.integer("chunk", 0),
                before.stream()
                        .flatMap(page -> page.objects("counts"))
                        .map(Counts::decode)
                        .reduce(Counts.NONE, Counts::plus),
                before.stream().flatMap(page -> page.texts("failed").stream()).toList());
    }

    private static List<Target> targets(List<?> rows, RowDecoder decoder) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> decoder.decode("connections[" + i + "]", rows.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }
}
