package dev.tablecast.functions.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the workflow needs to know of a chunk: the counts, and the few connections that are to be
 * dealt with.
 *
 * <pre>{@code
 * {"counts": {"targeted": 100, "delivered": 98, "gone": 1, "notOpenYet": 0, "retried": 1, "expired": 0, "closed": 0, "refused": 0, "notClosed": 1},
 *  "ended": [{"ConnectionId": {"S": "…"}, "ConnectedAt": {"N": "…"}}],
 *  "busy": [{"ConnectionId": {"S": "…"}, "ConnectedAt": {"N": "…"}, "TokenExpiresAt": {"N": "…"},
 *            "from": 2}],
 *  "behind": [{"ConnectionId": {"S": "…"}, "ConnectedAt": {"N": "…"}}]}
 * }</pre>
 *
 * @param ended gone, expired or closed: their rows are to be deleted
 * @param busy to be posted to again
 * @param behind neither served nor closed: their rows are to say so
 */
record PostResult(Counts counts, List<Target> ended, List<Target> busy, List<Target> behind) {
    static PostResult of(PostRequest request, List<Outcome> outcomes) {
        return new PostResult(
                request.earlier().plus(Counts.of(request.attempt(), outcomes)),
                outcomes.stream().filter(PostResult::hasEnded).map(Outcome::target).toList(),
                outcomes.stream()
                        .filter(Outcome.Busy.class::isInstance)
                        .map(Outcome::target)
                        .toList(),
                outcomes.stream().filter(PostResult::needsMark).map(Outcome::target).toList());
    }

    Map<String, Object> toJson() {
        return Map.of(
                "counts",
                counts.toJson(),
                "ended",
                ended.stream().map(PostResult::row).toList(),
                "busy",
                busy.stream().map(PostResult::rowFrom).toList(),
                "behind",
                behind.stream().map(PostResult::row).toList());
    }

    private static boolean hasEnded(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Gone ignored -> true;
            case Outcome.Expired ignored -> true;
            case Outcome.Closed ignored -> true;
            case Outcome.Delivered ignored -> false;
            case Outcome.NotOpenYet ignored -> false;
            case Outcome.Busy ignored -> false;
            case Outcome.Refused ignored -> true;
            case Outcome.NotClosed ignored -> false;
        };
    }

    private static boolean needsMark(Outcome outcome) {
        return outcome instanceof Outcome.NotClosed notClosed && !notClosed.marked();
    }

    private static Map<String, Object> row(Target target) {
        var row = new LinkedHashMap<String, Object>();
        row.put("ConnectionId", Map.of("S", target.connectionId()));
        row.put("ConnectedAt", Map.of("N", target.version()));
        return row;
    }

    private static Map<String, Object> rowFrom(Target target) {
        Map<String, Object> row = row(target);
        if (target.expires()) {
            row.put(
                    "TokenExpiresAt",
                    Map.of("N", Long.toString(target.tokenExpiresAt().getEpochSecond())));
        }
        if (target.behind()) {
            row.put("Behind", Map.of("BOOL", true));
        }
        row.put("from", target.from());
        return row;
    }
}
