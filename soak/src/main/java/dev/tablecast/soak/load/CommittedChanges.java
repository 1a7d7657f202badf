package dev.tablecast.soak.load;

import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.view.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A reader of the whole stream: all committed changes, in order. */
record CommittedChanges(DynamoDbStreamsClient streams, String streamArn, WriteLog log) {
    /** The number of successive empty answers that means the end of an open shard. */
    private static final int EMPTY_ANSWERS = 5;

    /**
     * Returns all changes that have been committed.
     *
     * @throws IllegalStateException if the stream lacks an acknowledged change
     */
    List<Commit> read() {
        var commits = new ArrayList<Commit>();
        parentsFirst(shards()).forEach(shard -> read(shard, commits));
        Set<Integer> missing = new HashSet<>(log.acknowledged());
        commits.forEach(commit -> missing.remove(commit.change()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the stream has %d changes and lacks %d that were acknowledged, such as %d"
                            .formatted(commits.size(), missing.size(), missing.iterator().next()));
        }
        return commits;
    }

    private void read(Shard shard, List<Commit> commits) {
        @Nullable String iterator =
                streams.getShardIterator(
                                request ->
                                        request.streamArn(streamArn)
                                                .shardId(shard.shardId())
                                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
        int empty = 0;
        while (iterator != null && empty < EMPTY_ANSWERS) {
            String next = iterator;
            var answer = streams.getRecords(request -> request.shardIterator(next));
            answer.records().forEach(read -> commits.add(commit(shard.shardId(), read)));
            empty = answer.records().isEmpty() ? empty + 1 : 0;
            iterator = answer.nextShardIterator();
        }
    }

    private Commit commit(String shard, Record read) {
        StreamRecord change = read.dynamodb();
        int number = number(read);
        WriteLog.Answered answered = log.answered(number);
        return new Commit(
                shard,
                change.keys().values().iterator().next().s(),
                number,
                answered.startedMs(),
                answered.acknowledgedMs(),
                facts(change.oldImage()),
                facts(change.newImage()));
    }

    private static Optional<Facts> facts(Map<String, AttributeValue> image) {
        return image.isEmpty() ? Optional.empty() : Optional.of(StoredItem.read(image));
    }

    private static int number(Record read) {
        boolean removal = read.eventName() == OperationType.REMOVE;
        var image = removal ? read.dynamodb().oldImage() : read.dynamodb().newImage();
        AttributeValue number = image.get(Facts.CHANGE);
        if (number == null) {
            throw new IllegalStateException(
                    "the stream has a %s of %s that no writer made; its image has %s"
                            .formatted(
                                    read.eventNameAsString(),
                                    read.dynamodb().keys(),
                                    image.keySet()));
        }
        return removal ? -Integer.parseInt(number.n()) : Integer.parseInt(number.n());
    }

    private List<Shard> shards() {
        var shards = new ArrayList<Shard>();
        @Nullable String last = null;
        do {
            String after = last;
            var page =
                    streams.describeStream(
                                    request ->
                                            request.streamArn(streamArn)
                                                    .exclusiveStartShardId(after))
                            .streamDescription();
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private static List<Shard> parentsFirst(List<Shard> shards) {
        Map<String, Shard> left = new LinkedHashMap<>();
        shards.forEach(shard -> left.put(shard.shardId(), shard));
        var ordered = new ArrayList<Shard>();
        while (!left.isEmpty()) {
            List<Shard> ready =
                    left.values().stream()
                            .filter(shard -> !left.containsKey(shard.parentShardId()))
                            .toList();
            ready.forEach(shard -> left.remove(shard.shardId()));
            ordered.addAll(ready);
        }
        return ordered;
    }
}
