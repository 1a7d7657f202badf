package dev.tablecast.local.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in a list, by the key attribute {@code id}, with failures on demand. */
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
    public int change(
            List<Map<String, AttributeValue>> puts, List<Map<String, AttributeValue>> keys) {
        puts.forEach(this::put);
        keys.forEach(this::delete);
        return puts.size() + keys.size();
    }

    @Override
    public Page scan(int limit, Map<String, AttributeValue> start) {
        failIfTold();
        var rest =
                items.stream()
                        .dropWhile(
                                item -> !start.isEmpty() && !item.get("id").equals(start.get("id")))
                        .skip(start.isEmpty() ? 0 : 1)
                        .toList();
        var page = rest.stream().limit(limit).toList();
        return new Page(
                page,
                page.size() < rest.size() ? Map.of("id", page.getLast().get("id")) : Map.of());
    }

    private void failIfTold() {
        failure.ifPresent(
                with -> {
                    throw with;
                });
    }
}
