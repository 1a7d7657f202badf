package dev.tablecast.soak.checks;

import dev.tablecast.soak.history.Commit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An index of commits by change, and by shard in the order of the stream. */
final class CommitIndex {
    /** The place of a change that was never committed. */
    static final int NONE = -1;

    private final List<Commit> commits;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<String, Shard> shards = new HashMap<>();
    private final Shard[] shardOf;

    /**
     * @throws IllegalArgumentException if two commits have the same change
     */
    CommitIndex(List<Commit> commits) {
        this.commits = commits;
        this.shardOf = new Shard[commits.size()];
        for (int place = 0; place < commits.size(); place++) {
            Commit commit = commits.get(place);
            if (places.put(commit.change(), place) != null) {
                throw new IllegalArgumentException(
                        "change %d of %s is committed twice; each change takes a number of its own"
                                .formatted(commit.change(), commit.item()));
            }
            Shard shard = shards.computeIfAbsent(commit.shard(), name -> new Shard());
            shard.add(place, commit.startedMs());
            shardOf[place] = shard;
        }
    }

    /**
     * The places of one shard's commits, in order, each with the latest start of a write up to it:
     * every commit after a write that started after a moment was committed after that moment.
     */
    static final class Shard {
        private int[] places = new int[16];
        private int[] latestStartsMs = new int[16];
        private int size;

        private void add(int place, int startedMs) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                latestStartsMs = Arrays.copyOf(latestStartsMs, size * 2);
            }
            int before = size == 0 ? Commit.UNKNOWN : latestStartsMs[size - 1];
            places[size] = place;
            latestStartsMs[size] = Math.max(before, startedMs);
            size++;
        }

        int size() {
            return size;
        }

        int place(int index) {
            return places[index];
        }

        int last() {
            return places[size - 1];
        }

        /** Returns the index of the last commit among some places, or 0. */
        int lastOf(BitSet among) {
            for (int i = size - 1; i >= 0; i--) {
                if (among.get(places[i])) {
                    return i;
                }
            }
            return 0;
        }

        /** Returns the index of the first commit certainly made after a moment, or the size. */
        int firstAfter(int momentMs) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (latestStartsMs[middle] > momentMs) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    int size() {
        return commits.size();
    }

    Commit commit(int place) {
        return commits.get(place);
    }

    int place(int change) {
        return places.getOrDefault(change, NONE);
    }

    String described(int place) {
        Commit commit = commit(place);
        return "change %d of %s (write started at %,d ms, number %d of %d)"
                .formatted(commit.change(), commit.item(), commit.startedMs(), place + 1, size());
    }

    Shard shardOf(int place) {
        return shardOf[place];
    }

    Map<String, Shard> shards() {
        return shards;
    }
}
