package dev.tablecast.bench.scale;

import java.time.Duration;

/**
 * One broadcast of one message, simulated page by page.
 *
 * @param alone how long it would take if API Gateway took any number of posts
 * @param duration how long it takes within API Gateway's quota
 * @param pages of the scan
 * @param invocations of the post function
 * @param readUnits of the scan
 */
record OneBroadcast(
        int connections,
        Duration alone,
        Duration duration,
        int pages,
        int invocations,
        int readUnits) {

    /**
     * Every segment serves a page at a time, and all their posts take from one bucket, which holds
     * the burst and is filled at the quota's rate. A post that finds it empty waits; that the
     * functions learn so by a 429 and try again isn't counted.
     */
    static OneBroadcast of(int connections, Workflow workflow, Quotas quotas, Timings timings) {
        double alone = 0;
        double duration = 0;
        double bucket = quotas.postBurst();
        int pages = 0;
        int invocations = 0;
        int readUnits = 0;
        for (int left = connections; left > 0; ) {
            int posts = 0;
            double slowest = 0;
            for (int segment = 0; segment < workflow.segments() && left > 0; segment++) {
                int page = Math.min(left, workflow.pageSize());
                left -= page;
                posts += page;
                pages++;
                invocations += Math.ceilDiv(page, workflow.chunkSize());
                readUnits += workflow.readUnits(page);
                slowest = Math.max(slowest, seconds(workflow.page(page, timings)));
            }
            alone += slowest;
            double available = bucket + slowest * quotas.postsPerSecond();
            double wait = Math.max(0, posts - available) / quotas.postsPerSecond();
            duration += slowest + wait;
            bucket = Math.min(quotas.postBurst(), Math.max(0, available - posts));
        }
        return new OneBroadcast(
                connections, duration(alone), duration(duration), pages, invocations, readUnits);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    double seconds() {
        return seconds(duration);
    }
}
