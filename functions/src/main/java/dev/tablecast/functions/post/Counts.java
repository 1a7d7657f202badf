package dev.tablecast.functions.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many connections have met which end.
 *
 * @param targeted how many there were: the sum of all the others but {@code retried}, once no one
 *     is busy any more
 * @param retried how often a connection was handed back for another attempt
 * @param closed because it took nothing, had expired or was behind
 * @param refused the API refused a post to it, and it was closed
 * @param notClosed it had to be closed, and couldn't be
 */
record Counts(
        int targeted,
        int delivered,
        int gone,
        int notOpenYet,
        int retried,
        int expired,
        int closed,
        int refused,
        int notClosed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Counts what an attempt came to; the first one says how many are targeted. */
    static Counts of(int attempt, List<Outcome> outcomes) {
        return new Counts(
                attempt == 1 ? outcomes.size() : 0,
                count(outcomes, Outcome.Delivered.class),
                count(outcomes, Outcome.Gone.class),
                count(outcomes, Outcome.NotOpenYet.class),
                count(outcomes, Outcome.Busy.class),
                count(outcomes, Outcome.Expired.class),
                count(outcomes, Outcome.Closed.class),
                count(outcomes, Outcome.Refused.class),
                count(outcomes, Outcome.NotClosed.class));
    }

    Counts plus(Counts more) {
        return new Counts(
                targeted + more.targeted,
                delivered + more.delivered,
                gone + more.gone,
                notOpenYet + more.notOpenYet,
                retried + more.retried,
                expired + more.expired,
                closed + more.closed,
                refused + more.refused,
                notClosed + more.notClosed);
    }

    Map<String, Integer> toJson() {
        var json = new LinkedHashMap<String, Integer>();
        json.put("targeted", targeted);
        json.put("delivered", delivered);
        json.put("gone", gone);
        json.put("notOpenYet", notOpenYet);
        json.put("retried", retried);
        json.put("expired", expired);
        json.put("closed", closed);
        json.put("refused", refused);
        json.put("notClosed", notClosed);
        return json;
    }

    static int count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
        return Math.toIntExact(outcomes.stream().filter(kind::isInstance).count());
    }
}
