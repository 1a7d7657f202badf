package dev.tablecast.bench.scale;

import java.time.Duration;

/**
 * What it takes to reach everyone in a given time.
 *
 * @param quotas with as many posts a second as that needs
 * @param segments of the table that have to be served at the same time
 * @param broadcast with these
 */
record Needs(Quotas quotas, int segments, OneBroadcast broadcast) {
    private static final int STEP = 1_000;
    private static final int MOST_SEGMENTS = 10_000;

    static Needs within(Duration aim, int connections, Workflow workflow, Timings timings) {
        int segments = 1;
        while (alone(segments, connections, workflow, timings).compareTo(aim) > 0) {
            if (segments++ == MOST_SEGMENTS) {
                throw new IllegalArgumentException(
                        "%d connections can't be reached in %s with %d segments"
                                .formatted(connections, aim, MOST_SEGMENTS));
            }
        }
        Quotas quotas = Quotas.DEFAULT;
        Workflow divided = workflow.withSegments(segments);
        OneBroadcast broadcast = OneBroadcast.of(connections, divided, quotas, timings);
        while (broadcast.duration().compareTo(aim) > 0) {
            quotas = quotas.withPostsPerSecond(quotas.postsPerSecond() + STEP);
            broadcast = OneBroadcast.of(connections, divided, quotas, timings);
        }
        return new Needs(quotas, segments, broadcast);
    }

    private static Duration alone(
            int segments, int connections, Workflow workflow, Timings timings) {
        return OneBroadcast.of(
                        connections, workflow.withSegments(segments), Quotas.DEFAULT, timings)
                .alone();
    }
}
