package dev.tablecast.soak.checks;

import dev.tablecast.soak.protocol.SentChange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The check of the log, which it assembles from the messages to all clients.
 *
 * @param outOfOrder numbers with two changes, and changes with a greater number than a later change
 *     of their shard
 * @param doubled changes with two numbers in one epoch
 */
record LogCheck(int outOfOrder, int doubled) {
    private record Number(String epoch, long number) {}

    private record Logged(String epoch, int change) {}

    private record ShardOfEpoch(String epoch, CommitIndex.Shard shard) {}

    static LogCheck of(List<SentChange> sent, CommitIndex commits, Violations violations) {
        int outOfOrder = 0;
        int doubled = 0;
        var changes = new HashMap<Number, Integer>();
        var numbers = new HashMap<Logged, Long>();
        Map<ShardOfEpoch, Integer> newest = new HashMap<>();
        for (SentChange one :
                sent.stream()
                        .filter(one -> commits.place(one.change()) != CommitIndex.NONE)
                        .sorted(
                                Comparator.comparing(SentChange::epoch)
                                        .thenComparing(SentChange::number))
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
