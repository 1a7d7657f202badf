package dev.tablecast.soak.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The distinct looks in all messages. Clients store only their numbers. */
public final class Looks {
    private final Map<Look, Integer> numbers = new HashMap<>();
    private final List<Look> byNumber = new ArrayList<>();

    /** Returns the number of a look; equal looks have the same number. */
    public synchronized int number(Look look) {
        return numbers.computeIfAbsent(
                look,
                added -> {
                    byNumber.add(added);
                    return byNumber.size() - 1;
                });
    }

    /** Returns the number of the look of a change in a message. */
    public int read(JsonNode change) {
        JsonNode newImage = change.path("new");
        JsonNode oldImage = change.path("old");
        Set<String> attributes = new HashSet<>();
        newImage.fieldNames().forEachRemaining(attributes::add);
        oldImage.fieldNames().forEachRemaining(attributes::add);
        return number(
                new Look(
                        change.path("event").asText(),
                        change.path("keys").path(Facts.KEY).asText(),
                        change(newImage),
                        change(oldImage),
                        attributes,
                        change.path("changed")
                                .valueStream()
                                .map(JsonNode::asText)
                                .collect(Collectors.toSet()),
                        change.has("enter"),
                        change.has("leave")));
    }

    /** Returns all, by their numbers. */
    public synchronized List<Look> all() {
        return List.copyOf(byNumber);
    }

    /** Returns the number in an image, 0 if the image lacks it, or empty without an image. */
    private static Optional<Integer> change(JsonNode image) {
        return image.isMissingNode()
                ? Optional.empty()
                : Optional.of(image.path(Facts.CHANGE).asInt());
    }
}
