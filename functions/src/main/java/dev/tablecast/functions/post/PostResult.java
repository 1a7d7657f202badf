package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.ConnectionKey;
import dev.tablecast.functions.connection.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a chunk: the counts, and the connections whose rows are to be deleted.
 *
 * <pre>{@code
 * {"counts": {"targeted": 100, "delivered": 98, "posted": 98, "gone": 1, "notOpenYet": 0, "expired": 0, "closed": 1, "refused": 0, "notClosed": 0},
 *  "failed": [], "ended": [{"ConnectionId": {"S": "…"}, "Terms": {"S": "…"}}]}
 * }</pre>
 *
 * <p>The first chunk of a page adds the counts and the failures of the pages before it, so that
 * they don't grow with the pages.
 *
 * @param ended gone, expired or closed
 */
record PostResult(Counts counts, List<String> failed, List<Target> ended) {
    static PostResult of(PostRequest request, List<PostOutcome> outcomes) {
        Counts counts = Counts.of(outcomes);
        return new PostResult(
                request.carriesOn() ? counts.plus(request.before()) : counts,
                request.carriesOn() ? request.failed() : List.of(),
                outcomes.stream().filter(PostResult::hasEnded).map(PostOutcome::target).toList());
    }

    Map<String, Object> toJson() {
        return Map.of(
                "counts",
                counts.toJson(),
                "failed",
                failed,
                "ended",
                ended.stream().map(PostResult::row).toList());
    }

    private static boolean hasEnded(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Gone ignored -> true;
            case PostOutcome.Expired ignored -> true;
            case PostOutcome.Closed ignored -> true;
            case PostOutcome.Refused ignored -> true;
            case PostOutcome.Delivered ignored -> false;
            case PostOutcome.NotOpenYet ignored -> false;
            case PostOutcome.Busy ignored -> false;
            case PostOutcome.NotClosed ignored -> false;
        };
    }

    private static Map<String, Object> row(Target target) {
        var row = new LinkedHashMap<String, Object>();
        row.put(ConnectionKey.ATTRIBUTE, Map.of("S", target.connectionId()));
        row.put(Terms.ATTRIBUTE, Map.of("S", target.version()));
        return row;
    }
}
