package dev.tablecast.functions.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * A source table of a fixed number of pages, which it returns to every query and scan, whatever
 * that asks for.
 */
public final class SourceReads implements DynamoDbClient {
    private final List<List<Map<String, AttributeValue>>> pages;
    private final List<Object> requests = new ArrayList<>();
    private Runnable before = () -> {};

    public SourceReads(List<List<Map<String, AttributeValue>>> pages) {
        this.pages = List.copyOf(pages);
    }

    /** Returns a table of one page of texts, named as its keys {@code room} and {@code id} are. */
    public static SourceReads of(String... ids) {
        return new SourceReads(List.of(List.of(ids).stream().map(SourceReads::item).toList()));
    }

    public static Map<String, AttributeValue> item(String id) {
        return Map.of(
                "room", AttributeValue.fromS("lobby"),
                "id", AttributeValue.fromS(id),
                "note", AttributeValue.fromS("note of " + id));
    }

    /** Runs something before each page is returned; it may throw in its place. */
    public void before(Runnable action) {
        before = action;
    }

    List<Object> requests() {
        return requests;
    }

    public int reads() {
        return requests.size();
    }

    QueryRequest query(int index) {
        return (QueryRequest) requests.get(index);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        requests.add(request);
        before.run();
        int page = page(request.exclusiveStartKey());
        return QueryResponse.builder().items(pages.get(page)).lastEvaluatedKey(last(page)).build();
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        requests.add(request);
        before.run();
        int page = page(request.exclusiveStartKey());
        return ScanResponse.builder().items(pages.get(page)).lastEvaluatedKey(last(page)).build();
    }

    private static int page(Map<String, AttributeValue> start) {
        return start.isEmpty() ? 0 : Integer.parseInt(start.get("page").n());
    }

    private Map<String, AttributeValue> last(int page) {
        return page + 1 < pages.size()
                ? Map.of("page", AttributeValue.fromN(Integer.toString(page + 1)))
                : Map.of();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
