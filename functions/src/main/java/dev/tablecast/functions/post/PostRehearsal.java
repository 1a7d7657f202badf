package dev.tablecast.functions.post;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;
import java.util.Map;

/** A message to a connection before there is any, and the end of one that has expired. */
record PostRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"connections": [{"ConnectionId": {"S": "rehearsal"}, "ConnectedAt": {"N": "1"}},
               {"ConnectionId": {"S": "rehearsal"}, "ConnectedAt": {"N": "1"},
                "TokenExpiresAt": {"N": "1"}}],
             "messages": ["{}"], "closing": [], "attempt": 1, "attempts": 3,
             "chunk": 0, "counts": []}
            """;

    /** API Gateway's, to a post. */
    @Override
    public String answer(URI endpoint, String target) {
        return "";
    }

    /**
     * @throws IllegalStateException if the message didn't get there, which is no failure of a
     *     function
     */
    @Override
    public void play(Stage stage) {
        var environment =
                stage.with("CONNECTIONS_ENDPOINT", stage.endpoint() + "/live").environment();
        var result = stage.invoke(new PostHandler(environment), EVENT);
        if (!(result.get("counts") instanceof Map<?, ?> counts)
                || !Integer.valueOf(1).equals(counts.get("delivered"))) {
            throw new IllegalStateException("a post came to " + result + ", not to a delivery");
        }
    }
}
