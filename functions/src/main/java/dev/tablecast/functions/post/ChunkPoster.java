package dev.tablecast.functions.post;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Posts to all connections of a chunk at once, so that a slow one delays no other.
 *
 * @param concurrency how many calls are under way at a time
 */
record ChunkPoster(Poster poster, int concurrency) {

    /** Returns what became of each target, in the order of the request. */
    List<Outcome> post(PostRequest request, Deadlines deadlines) {
        List<Outcome> outcomes =
                concurrently(
                        request.targets(),
                        target -> poster.post(target, request.messages(), deadlines.posting()));
        return request.isLastAttempt() ? closingBusy(outcomes, deadlines.closing()) : outcomes;
    }

    private List<Outcome> closingBusy(List<Outcome> outcomes, Instant deadline) {
        List<Outcome> closed =
                concurrently(
                        outcomes,
                        outcome ->
                                outcome instanceof Outcome.Busy busy
                                        ? poster.close(busy.target(), deadline)
                                        : outcome);
        int behind = Counts.count(closed, Outcome.Busy.class);
        if (behind > 0) {
            throw new ConnectionNotClosedException(behind);
        }
        return closed;
    }

    private <T> List<Outcome> concurrently(List<T> items, Function<T, Outcome> work) {
        var permits = new Semaphore(concurrency);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Outcome>>(items.size());
            for (T item : items) {
                permits.acquireUninterruptibly();
                futures.add(
                        executor.submit(
                                () -> {
                                    try {
                                        return work.apply(item);
                                    } finally {
                                        permits.release();
                                    }
                                }));
            }
            return futures.stream().map(ChunkPoster::result).toList();
        }
    }

    private static Outcome result(Future<Outcome> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostingInterruptedException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("posting to a connection failed", e.getCause());
        }
    }
}
