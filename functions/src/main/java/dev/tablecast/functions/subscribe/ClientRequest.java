package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.view.ViewRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's message: {@code {"action":"subscribe","sub":"a","rev":1,"after":"…","filter":"room =
 * :r AND begins_with(#n, :p)","names":{"#n":"name"},"values":{":r":"lobby",":p":"A"},
 * "attributes":["name"],"snapshot":true}} or {@code {"action":"unsubscribe","sub":"a","rev":2}}.
 *
 * <p>A field that isn't known is refused: to ignore one that narrows what the client gets would
 * send it more than it asked for.
 */
sealed interface ClientRequest {
    /** The fields that belong to {@code subscribe}. */
    Set<String> FIELDS =
            Set.of(
                    "action",
                    "sub",
                    "rev",
                    "after",
                    "snapshot",
                    "filter",
                    "names",
                    "values",
                    "attributes");

    Pattern ACTIONS = Pattern.compile("(un)?subscribe");

    /**
     * A request to subscribe.
     *
     * @param after the position that the client has; empty if it has none
     * @param snapshot whether it wants the items first
     */
    record Subscribe(String sub, long rev, String after, boolean snapshot, ViewRequest view)
            implements ClientRequest {}

    record Unsubscribe(String sub, long rev) implements ClientRequest {}

    /**
     * Reads a message.
     *
     * @throws InvalidRequestException if it isn't one of the two
     */
    static ClientRequest decode(@Nullable String body) throws InvalidRequestException {
        var fields = MessageFields.parse(body == null ? "" : body);
        String action = fields.text("action", ACTIONS, "subscribe");
        String sub = fields.sub();
        long rev = fields.rev();
        if (action.equals("unsubscribe")) {
            fields.requireOnly(Set.of("action", "sub", "rev"));
            return new Unsubscribe(sub, rev);
        }
        fields.requireOnly(FIELDS);
        return new Subscribe(
                sub,
                rev,
                fields.optionalText("after", "a position"),
                fields.flag("snapshot"),
                ViewFields.read(fields));
    }
}
