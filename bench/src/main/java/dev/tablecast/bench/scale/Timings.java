package dev.tablecast.bench.scale;

import java.time.Duration;

/**
 * How long single things take: suppositions, which a deployed system may refute.
 *
 * @param post until {@code @connections} answers; what the other benchmarks' stub takes
 * @param postCpu what a post costs the post function's core, with TLS: twice what it costs without
 *     on one core here, with the JVM's options of Lambda
 * @param invocation what Step Functions and Lambda add to each invocation
 * @param page reading a page of connections, and the workflow's steps around it
 */
record Timings(Duration post, Duration postCpu, Duration invocation, Duration page) {
    /** Everything at once: what is left is what the quotas allow. */
    static final Timings NONE =
            new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    static final Timings SUPPOSED =
            new Timings(
                    Duration.ofMillis(10),
                    Duration.ofNanos(200_000),
                    Duration.ofMillis(20),
                    Duration.ofMillis(40));
}
