package dev.tablecast.soak.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A parser of messages with a cache of the last {@value #KEPT}, because most clients receive the
 * same messages.
 *
 * <p>A change is identified by its writer's number: a put by an attribute of its new image, a
 * removal by the negative of that attribute of its old image.
 */
public final class MessageReader {
    /** The identity of a change without its writer's number. Writers never use it. */
    public static final int UNREADABLE = 0;

    private static final int KEPT = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToIntFunction<JsonNode> identity;
    private final SentChanges sent = new SentChanges();
    private final Map<String, Message> read =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
                    return size() > KEPT;
                }
            };

    /**
     * @param attribute the attribute with the writer's number
     */
    public MessageReader(String attribute) {
        this(change -> writersNumber(change, attribute));
    }

    /**
     * @param identity returns the number that identifies a change
     */
    public MessageReader(ToIntFunction<JsonNode> identity) {
        this.identity = identity;
    }

    /** Returns all changes of the messages so far. */
    public SentChanges sent() {
        return sent;
    }

    public Message read(String text) {
        synchronized (read) {
            return read.computeIfAbsent(text, this::parse);
        }
    }

    private Message parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new Message.Unreadable();
        }
        String sub = json.path("sub").asText();
        long rev = json.path("rev").asLong(-1);
        return switch (json.path("type").asText()) {
            case "changes" -> changes(json);
            case "subscribed" ->
                    placed(
                            json,
                            at ->
                                    new Message.Subscribed(
                                            sub, rev, at, json.path("contiguous").asBoolean()));
            case "more" -> placed(json, at -> new Message.More(sub, rev, at));
            case "live" -> placed(json, at -> new Message.Live(sub, rev, at));
            case "reset" ->
                    placed(
                            json,
                            at -> new Message.Reset(sub, rev, json.path("reason").asText(), at));
            case "error" -> new Message.Refused(json.path("reason").asText());
            default ->
                    json.has("message") && json.has("requestId")
                            ? new Message.Refused(json.path("message").asText())
                            : new Message.Unreadable();
        };
    }

    private static Message placed(JsonNode json, Function<Position, Message> message) {
        return Position.parse(json.path("position").asText())
                .map(message)
                .orElseGet(Message.Unreadable::new);
    }

    private Message changes(JsonNode json) {
        String epoch = json.path("epoch").asText();
        return new Message.Changes(
                json.path("subs").valueStream().map(JsonNode::asText).toList(),
                epoch,
                json.path("from").asLong(),
                json.path("to").asLong(),
                json.path("replay").asBoolean(),
                json.path("changes")
                        .valueStream()
                        .map(
                                change ->
                                        sent.change(
                                                epoch,
                                                change.path("seq").asLong(),
                                                identity.applyAsInt(change)))
                        .toList());
    }

    private static int writersNumber(JsonNode change, String attribute) {
        return change.path("event").asText().equals("REMOVE")
                ? -change.path("old").path(attribute).asInt(UNREADABLE)
                : change.path("new").path(attribute).asInt(UNREADABLE);
    }
}
