package dev.tablecast.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The posting function as its contract has it: it delivers to everyone, the first chunk of a page
 * carries on what came before it, and the test says who has gone and which chunks fail.
 */
final class PlayedPostFunction implements LambdaFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> COUNTS =
            List.of(
                    "targeted",
                    "delivered",
                    "gone",
                    "notOpenYet",
                    "expired",
                    "closed",
                    "refused",
                    "notClosed");

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private Predicate<String> gone = id -> false;
    private Function<JsonNode, Optional<Invocation>> failures = request -> Optional.empty();

    /** Sets who has gone; asked while the chunk is posted to, once for each connection. */
    void gone(Predicate<String> newGone) {
        gone = newGone;
    }

    /** Makes invocations fail with an error of the function's own. */
    void failing(Function<JsonNode, Optional<String>> error) {
        failures = request -> error.apply(request).map(PlayedPostFunction::failed);
    }

    /** Makes Lambda refuse to invoke it. */
    void refusing(Function<JsonNode, Optional<String>> exception) {
        failures =
                request ->
                        exception
                                .apply(request)
                                .map(name -> new Invocation.Refused(name, "try again"));
    }

    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** The connections of the chunks that didn't fail, in the order they were posted to. */
    List<String> served() {
        return List.copyOf(served);
    }

    @Override
    public Invocation invoke(String functionName, byte[] payload) {
        JsonNode request = json(payload);
        requests.add(request);
        return failures.apply(request).orElseGet(() -> served(request));
    }

    static List<String> ids(JsonNode request) {
        return request.get("connections").findValues("ConnectionId").stream()
                .map(id -> id.get("S").textValue())
                .toList();
    }

    private Invocation served(JsonNode request) {
        served.addAll(ids(request));
        return new Invocation.Ran(bytes(result(request)), null);
    }

    private JsonNode result(JsonNode request) {
        boolean carriesOn = request.get("chunk").intValue() == 0;
        ObjectNode result = JSON.createObjectNode();
        var failed = result.putArray("failed");
        var ended = result.putArray("ended");
        int before = 0;
        if (carriesOn) {
            for (JsonNode page : request.get("before")) {
                before += sum(page.get("counts"), "delivered");
                page.get("failed").forEach(failed::add);
            }
        }
        for (JsonNode row : request.get("connections")) {
            if (gone.test(row.at("/ConnectionId/S").textValue())) {
                ended.add(ended(row));
            }
        }
        int delivered = request.get("connections").size() - ended.size();
        var counts = result.putObject("counts");
        COUNTS.forEach(name -> counts.put(name, 0));
        counts.put("delivered", before + delivered);
        return result;
    }

    static int sum(JsonNode counts, String name) {
        return counts.findValues(name).stream().mapToInt(JsonNode::intValue).sum();
    }

    /** Returns what names the row to delete: the beginning of its terms. */
    private static JsonNode ended(JsonNode row) {
        ObjectNode ended = JSON.createObjectNode();
        ended.set("ConnectionId", row.get("ConnectionId"));
        String terms = row.at("/Terms/S").asText("0");
        ended.putObject("Terms").put("S", terms.substring(0, terms.lastIndexOf('.') + 1));
        return ended;
    }

    private static Invocation failed(String error) {
        var json =
                JSON.createObjectNode().put("errorType", error).put("errorMessage", "for a test");
        return new Invocation.Ran(bytes(json), "Unhandled");
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
