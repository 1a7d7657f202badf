package dev.tablecast.functions.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of connections by outcome.
 *
 * @param targeted all connections: the sum of the others without {@code posted}
 * @param posted connections that got a frame; the other delivered ones had nothing to get
 * @param closed connections closed because the client doesn't read, the row is invalid, or the
 *     client must start over
 * @param refused connections to which the API refused a post, and which were closed
 * @param notClosed connections that had to be closed, and closing failed
 */
record Counts(
        int targeted,
        int delivered,
        int posted,
        int gone,
        int notOpenYet,
        int expired,
        int closed,
        int refused,
        int notClosed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Counts of(List<PostOutcome> outcomes) {
        return new Counts(
                outcomes.size(),
                count(outcomes, PostOutcome.Delivered.class),
                Math.toIntExact(outcomes.stream().filter(Counts::isPosted).count()),
                count(outcomes, PostOutcome.Gone.class),
                count(outcomes, PostOutcome.NotOpenYet.class),
                count(outcomes, PostOutcome.Expired.class),
                count(outcomes, PostOutcome.Closed.class),
                count(outcomes, PostOutcome.Refused.class),
                count(outcomes, PostOutcome.NotClosed.class));
    }

    static Counts decode(JsonFields json) {
        int delivered = json.integer("delivered", 0);
        return new Counts(
                json.integer("targeted", 0),
                delivered,
                json.integer("posted", delivered),
                json.integer("gone", 0),
                json.integer("notOpenYet", 0),
                json.integer("expired", 0),
                json.integer("closed", 0),
                json.integer("refused", 0),
                json.integer("notClosed", 0));
    }

    /** Returns whether the API closed a connection, or may have taken a frame. */
    boolean showsService() {
        return posted + expired + closed + refused > 0;
    }

    Counts plus(Counts more) {
        return new Counts(
                targeted + more.targeted,
                delivered + more.delivered,
                posted + more.posted,
                gone + more.gone,
                notOpenYet + more.notOpenYet,
                expired + more.expired,
                closed + more.closed,
                refused + more.refused,
                notClosed + more.notClosed);
    }

    Map<String, Integer> toJson() {
        var json = new LinkedHashMap<String, Integer>();
        json.put("targeted", targeted);
        json.put("delivered", delivered);
        json.put("posted", posted);
        json.put("gone", gone);
        json.put("notOpenYet", notOpenYet);
        json.put("expired", expired);
        json.put("closed", closed);
        json.put("refused", refused);
        json.put("notClosed", notClosed);
        return json;
    }

    private static boolean isPosted(PostOutcome outcome) {
        return outcome instanceof PostOutcome.Delivered delivered && delivered.posts() > 0;
    }

    static int count(List<PostOutcome> outcomes, Class<? extends PostOutcome> kind) {
        return Math.toIntExact(outcomes.stream().filter(kind::isInstance).count());
    }
}
