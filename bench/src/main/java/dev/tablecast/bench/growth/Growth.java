package dev.tablecast.bench.growth;

import dev.tablecast.bench.broadcast.BroadcastRig;
import dev.tablecast.bench.broadcast.Recording;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Broadcasts to any number of rows, through the real trigger, workflow and post function. */
final class Growth implements AutoCloseable {
    private final SimulatedRows rows = new SimulatedRows(InstantSource.system());
    private final HistoryCounts counts = new HistoryCounts();
    private final BroadcastRig rig;

    /**
     * What a broadcast took.
     *
     * @param elapsed of the stream trigger, which waits for the whole
     * @param pages that the workflow scanned
     * @param invocations of the post function
     */
    record Broadcast(
            int rows,
            Duration elapsed,
            int pages,
            int invocations,
            int transitions,
            int events,
            int largestPayload,
            int mostIterations) {
        double microsPerRow() {
            return elapsed.toNanos() / 1e3 / rows;
        }
    }

    /**
     * @param settings as in a stack's file
     * @param stage where posts go
     */
    Growth(Map<String, String> settings, URI stage) {
        rig = BroadcastRig.simulated(settings, stage, rows.endpoint(), counts);
    }

    Broadcast broadcast(int count, String streamEvent) {
        rows.become(count);
        counts.reset();
        Recording recording = rig.together(streamEvent);
        return new Broadcast(
                count,
                recording.trigger().duration(),
                rows.pages(),
                recording.posts().size(),
                counts.transitions(),
                counts.events(),
                counts.largestPayload(),
                counts.mostIterations());
    }

    @Override
    public void close() {
        rig.close();
        rows.close();
    }
}
