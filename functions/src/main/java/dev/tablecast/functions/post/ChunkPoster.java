package dev.tablecast.functions.post;

import dev.tablecast.functions.log.LogUnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Posts to all connections of a chunk at once, so that a slow one delays no other. */
record ChunkPoster(Poster poster) {
    /**
     * Returns the outcome of each target. A thread is made only for those for which there is
     * something to do: with filters they may be few.
     *
     * @throws LogUnreadableException if a change can't be read
     */
    List<PostOutcome> post(List<Target> targets, Parcels parcels, Deadlines deadlines) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<PostOutcome>>(targets.size());
            for (Target target : targets) {
                Parcel parcel = poster.parcel(target, parcels);
                futures.add(
                        parcel.isNothing()
                                ? CompletableFuture.completedFuture(
                                        new PostOutcome.Delivered(target, 0))
                                : executor.submit(
                                        () ->
                                                poster.serve(
                                                        target,
                                                        parcel,
                                                        parcels.range(),
                                                        deadlines)));
            }
            return futures.stream().map(ChunkPoster::result).toList();
        }
    }

    /** Forgets the progress of a chunk's connections once nothing of the chunk must be retried. */
    void forget(List<Target> targets, Range range) {
        targets.forEach(target -> poster.progress().forget(target, range));
    }

    private static PostOutcome result(Future<PostOutcome> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostingInterruptedException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("posting to a connection failed", e.getCause());
        }
    }
}
