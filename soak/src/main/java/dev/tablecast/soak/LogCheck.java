package dev.tablecast.soak;

import dev.tablecast.soak.protocol.ToldChange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one order of all clients, put together from everything that any of them was told.
 *
 * @param outOfOrder numbers under which there are two changes, and changes whose number is greater
 *     than that of a later one of their shard
 * @param doubled changes that have two numbers in an epoch
 */
record LogCheck(int outOfOrder, int doubled) {
    private record Number(String epoch, long number) {}

    private record Logged(String epoch, int change) {}

    private record ShardOfEpoch(String epoch, CommitIndex.Shard shard) {}

    static LogCheck of(List<ToldChange> told, CommitIndex commits, Violations violations) {
        int outOfOrder = 0;
        int doubled = 0;
        var changes = new HashMap<Number, Integer>();
        var numbers = new HashMap<Logged, Long>();
        Map<ShardOfEpoch, Integer> newest = new HashMap<>();
        for (ToldChange one :
                told.stream()
                        .filter(one -> commits.place(one.change()) != CommitIndex.NONE)
                        .sorted(
                                Comparator.comparing(ToldChange::epoch)
                                        .thenComparing(ToldChange::number))
                        .toList()) {
            Integer other =
                    changes.putIfAbsent(new Number(one.epoch(), one.number()), one.change());
            if (other != null) {
                outOfOrder++;
                violations.add(
                        "out of order: number %d of epoch %s is change %d for some and %d for"
                                + " others",
                        one.number(), one.epoch(), other, one.change());
            }
            Long first = numbers.putIfAbsent(new Logged(one.epoch(), one.change()), one.number());
            if (first != null) {
                doubled++;
                violations.add(
                        "doubled: change %d has the numbers %d and %d of epoch %s",
                        one.change(), first, one.number(), one.epoch());
                continue;
            }
            int place = commits.place(one.change());
            var shard = new ShardOfEpoch(one.epoch(), commits.shardOf(place));
            int before = newest.merge(shard, place, Math::max);
            if (before > place) {
                outOfOrder++;
                violations.add(
                        "out of order: number %d of epoch %s is %s, after %s of its shard",
                        one.number(),
                        one.epoch(),
                        commits.described(place),
                        commits.described(before));
            }
        }
        return new LogCheck(outOfOrder, doubled);
    }
}
