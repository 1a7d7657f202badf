package dev.tablecast.functions.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Posts to all connections of a chunk at once, so that a slow one delays no other. */
record ChunkPoster(Poster poster) {
    /** Learns what became of connections, before that is judged. */
    @FunctionalInterface
    interface Report {
        void of(List<Outcome> outcomes);
    }

    /**
     * Returns what became of each target. Before the last attempt whoever couldn't be served is
     * handed back as busy; after it, nobody is.
     *
     * @throws PlatformBusyException if nobody was served, and nothing was refused
     * @throws CallsRefusedException if nobody was served
     */
    List<Outcome> post(PostRequest request, Deadlines deadlines, Report report) {
        Patience patience =
                request.isLastAttempt()
                        ? Patience.until(deadlines.posting())
                        : Patience.few(deadlines.posting());
        List<Outcome> outcomes =
                concurrently(
                        request.targets(),
                        target -> poster.post(target, request.messages(), patience));
        report.of(outcomes);
        return request.isLastAttempt()
                ? settled(request, outcomes, Patience.until(deadlines.closing()), report)
                : outcomes.stream().map(ChunkPoster::handedBack).toList();
    }

    private static Outcome handedBack(Outcome outcome) {
        return outcome instanceof Outcome.NotClosed ? new Outcome.Busy(outcome.target()) : outcome;
    }

    private List<Outcome> settled(
            PostRequest request, List<Outcome> outcomes, Patience patience, Report report) {
        evidence(request, outcomes).requireServedBeside(outcomes);
        Map<Boolean, List<Outcome>> isBusy =
                outcomes.stream()
                        .collect(Collectors.partitioningBy(Outcome.Busy.class::isInstance));
        List<Outcome> closed =
                concurrently(isBusy.get(true), busy -> poster.close(busy.target(), patience));
        report.of(closed);
        List<Outcome> all = Stream.concat(isBusy.get(false).stream(), closed.stream()).toList();
        evidence(request, all).requireAnsweredBeside(all);
        return all;
    }

    private static Evidence evidence(PostRequest request, List<Outcome> outcomes) {
        return Evidence.of(!request.messages().isEmpty(), request.before(), outcomes);
    }

    private static <T> List<Outcome> concurrently(List<T> items, Function<T, Outcome> work) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Outcome>>(items.size());
            for (T item : items) {
                futures.add(executor.submit(() -> work.apply(item)));
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
