package dev.tablecast.local.cloud.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream in memory, whose iterators are positions, with scripted failures. */
final class FakeStreams implements DynamoDbStreamsClient {
    private final Map<String, FakeShard> shards = new LinkedHashMap<>();
    private final Deque<Runnable> describing = new ArrayDeque<>();
    private final Deque<Runnable> reading = new ArrayDeque<>();
    private final List<String> iteratorTypes = new ArrayList<>();
    private final List<Integer> limits = new ArrayList<>();
    private int pageSize = 100;

    private static final class FakeShard {
        private final @Nullable String parent;
        private final List<Record> records = new ArrayList<>();
        private int trimmed;
        private boolean closed;

        private FakeShard(@Nullable String parent) {
            this.parent = parent;
        }
    }

    synchronized FakeStreams shard(String id, @Nullable String parent) {
        shards.put(id, new FakeShard(parent));
        return this;
    }

    synchronized FakeStreams write(String shardId, String... sequenceNumbers) {
        for (String sequenceNumber : sequenceNumbers) {
            shards.get(shardId).records.add(Shards.source(sequenceNumber));
        }
        return this;
    }

    synchronized FakeStreams write(String shardId, Record source) {
        shards.get(shardId).records.add(source);
        return this;
    }

    synchronized FakeStreams close(String shardId) {
        shards.get(shardId).closed = true;
        return this;
    }

    /** Forgets the oldest records. */
    synchronized void trim(String shardId, int count) {
        shards.get(shardId).trimmed = count;
    }

    /** Runs before the next read that nothing else runs before. */
    synchronized FakeStreams beforeNextRead(Runnable fault) {
        reading.add(fault);
        return this;
    }

    synchronized FakeStreams beforeNextDescription(Runnable fault) {
        describing.add(fault);
        return this;
    }

    synchronized FakeStreams shardsPerPage(int count) {
        pageSize = count;
        return this;
    }

    synchronized List<String> iteratorTypes() {
        return List.copyOf(iteratorTypes);
    }

    synchronized List<Integer> limits() {
        return List.copyOf(limits);
    }

    @Override
    public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        run(describing);
        List<String> ids = new ArrayList<>(shards.keySet());
        int from = ids.indexOf(request.exclusiveStartShardId()) + 1;
        int to = Math.min(ids.size(), from + pageSize);
        List<Shard> page = ids.subList(from, to).stream().map(this::described).toList();
        String last = to < ids.size() ? ids.get(to - 1) : null;
        return DescribeStreamResponse.builder()
                .streamDescription(stream -> stream.shards(page).lastEvaluatedShardId(last))
                .build();
    }

    private Shard described(String id) {
        FakeShard shard = shards.get(id);
        return Shard.builder()
                .shardId(id)
                .parentShardId(shard.parent)
                .sequenceNumberRange(
                        SequenceNumberRange.builder()
                                .startingSequenceNumber("0")
                                .endingSequenceNumber(shard.closed ? "9" : null)
                                .build())
                .build();
    }

    @Override
    public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        iteratorTypes.add(request.shardIteratorTypeAsString());
        FakeShard shard = shards.get(request.shardId());
        int position =
                switch (request.shardIteratorType()) {
                    case TRIM_HORIZON -> shard.trimmed;
                    case LATEST -> shard.records.size();
                    case AFTER_SEQUENCE_NUMBER -> after(shard, request.sequenceNumber());
                    default -> throw new IllegalArgumentException(request.toString());
                };
        return GetShardIteratorResponse.builder()
                .shardIterator(request.shardId() + "@" + position)
                .build();
    }

    private static int after(FakeShard shard, String sequenceNumber) {
        int index =
                IntStream.range(0, shard.records.size())
                        .filter(
                                i ->
                                        shard.records
                                                .get(i)
                                                .dynamodb()
                                                .sequenceNumber()
                                                .equals(sequenceNumber))
                        .findFirst()
                        .orElseThrow();
        if (index < shard.trimmed) {
            throw TrimmedDataAccessException.builder().message("trimmed").build();
        }
        return index + 1;
    }

    @Override
    public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
        run(reading);
        limits.add(request.limit());
        String[] iterator = request.shardIterator().split("@");
        FakeShard shard = shards.get(iterator[0]);
        int from = Integer.parseInt(iterator[1]);
        if (from < shard.trimmed) {
            throw TrimmedDataAccessException.builder().message("trimmed").build();
        }
        int to = Math.min(shard.records.size(), from + request.limit());
        boolean atEnd = shard.closed && to == shard.records.size();
        return GetRecordsResponse.builder()
                .records(List.copyOf(shard.records.subList(from, to)))
                .nextShardIterator(atEnd ? null : iterator[0] + "@" + to)
                .build();
    }

    private static void run(Deque<Runnable> faults) {
        if (!faults.isEmpty()) {
            faults.poll().run();
        }
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
