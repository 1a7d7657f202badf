package dev.tablecast.functions.post;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.util.List;
import java.util.Map;

/** A message to a connection before there is any. */
record PostRehearsal() implements Rehearsal {

    /** API Gateway's, to a post. */
    @Override
    public String answer() {
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
        var result = new PostHandler(environment).handleRequest(request(), stage.context());
        if (!(result.get("counts") instanceof Map<?, ?> counts)
                || !Integer.valueOf(1).equals(counts.get("delivered"))) {
            throw new IllegalStateException("a post came to " + result + ", not to a delivery");
        }
    }

    private static Map<String, Object> request() {
        return Map.of(
                "connections",
                List.of(Map.of("ConnectionId", Map.of("S", "rehearsal"))),
                "messages",
                List.of("{}"));
    }
}
