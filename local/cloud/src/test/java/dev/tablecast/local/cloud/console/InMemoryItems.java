package dev.tablecast.local.cloud.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in a list, by the key attribute {@code id}; it can be told to fail. */
final class InMemoryItems implements Items {
    private final List<Map<String, AttributeValue>> items = new CopyOnWriteArrayList<>();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    void fail(RuntimeException with) {
        failure = Optional.of(with);
    }

    List<Map<String, AttributeValue>> all() {
        return new ArrayList<>(items);
    }

    @Override
    public void put(Map<String, AttributeValue> item) {
        delete(Map.of("id", item.get("id")));
        items.add(item);
    }

    @Override
    public void delete(Map<String, AttributeValue> key) {
        failIfTold();
        items.removeIf(item -> item.get("id").equals(key.get("id")));
    }

    @Override
    public List<Map<String, AttributeValue>> scan(int limit) {
        failIfTold();
        return items.stream().limit(limit).toList();
    }

    private void failIfTold() {
        failure.ifPresent(
                with -> {
                    throw with;
                });
    }
}
