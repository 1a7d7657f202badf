package dev.tablecast.functions.message;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tablecast.functions.change.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A message to one subscription, other than changes. */
public sealed interface Answer {
    /** Returns the text frame. */
    String text();

    /**
     * The row has the subscription: what is appended from now on is delivered.
     *
     * @param contiguous whether the subscription gets every number, so that the client can tell by
     *     itself that one is missing
     */
    record Subscribed(String sub, long rev, Position position, boolean contiguous)
            implements Answer {
        @Override
        public String text() {
            return json(
                    "subscribed",
                    sub,
                    json -> {
                        json.writeNumberField("rev", rev);
                        json.writeStringField("position", position.toString());
                        json.writeBooleanField("contiguous", contiguous);
                    });
        }
    }

    /** A step of the replay is done: the client subscribes again from the position. */
    record More(String sub, long rev, Position position) implements Answer {
        @Override
        public String text() {
            return json("more", sub, json -> writePlace(json, rev, position));
        }
    }

    /** All changes up to the position were sent. */
    record Live(String sub, long rev, Position position) implements Answer {
        @Override
        public String text() {
            return json("live", sub, json -> writePlace(json, rev, position));
        }
    }

    /**
     * The subscription can't go on from where it was: it starts over at the position.
     *
     * @param rev of the subscription when this was decided: a client that has changed it since
     *     ignores the message
     */
    record Reset(String sub, long rev, ResetReason reason, Position position) implements Answer {
        @Override
        public String text() {
            return json(
                    "reset",
                    sub,
                    json -> {
                        json.writeStringField("reason", reason.name().toLowerCase(Locale.ROOT));
                        writePlace(json, rev, position);
                    });
        }
    }

    /**
     * A request that can't be done; the connection goes on.
     *
     * @param rev of the request; empty if it can't be read
     * @param position the index of the character in the filter that the message is about
     */
    record Error(String sub, OptionalLong rev, String reason, String message, OptionalInt position)
            implements Answer {
        public Error(String sub, OptionalLong rev, String reason, String message) {
            this(sub, rev, reason, message, OptionalInt.empty());
        }

        @Override
        public String text() {
            return json(
                    "error",
                    sub,
                    json -> {
                        if (rev.isPresent()) {
                            json.writeNumberField("rev", rev.getAsLong());
                        }
                        json.writeStringField("reason", reason);
                        json.writeStringField("message", message);
                        if (position.isPresent()) {
                            json.writeNumberField("position", position.getAsInt());
                        }
                    });
        }
    }

    /** The cause of a reset. */
    enum ResetReason {
        /** The log doesn't have what follows the position, or not any more. */
        EXPIRED,
        /** The feed has begun a new epoch, or the position is of another feed. Can be repeated. */
        EPOCH,
        /** More changes were missed than are replayed. */
        LIMIT,
        /** A stream record could not be decoded. Can be repeated. */
        RECORD,
        /** The position is of another view. */
        VIEW
    }

    private static void writePlace(JsonGenerator json, long rev, Position position)
            throws IOException {
        json.writeNumberField("rev", rev);
        json.writeStringField("position", position.toString());
    }

    private static String json(String type, String sub, Json.Value fields) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("type", type);
                    if (!sub.isEmpty()) {
                        json.writeStringField("sub", sub);
                    }
                    fields.writeTo(json);
                    json.writeEndObject();
                });
    }
}
