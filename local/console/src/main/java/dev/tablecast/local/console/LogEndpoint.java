package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.log.Head;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /api/log}: the head of the feed's log.
 *
 * @param head empty before the first change
 */
record LogEndpoint(Supplier<Optional<Head>> head) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        return call.reads() ? Reply.json(json()) : call.methodNotAllowed("GET, HEAD");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        head.get()
                .ifPresent(
                        found -> {
                            json.put("epoch", found.epoch())
                                    .put("end", found.end())
                                    .put("sent", found.sent());
                            found.lease()
                                    .ifPresent(
                                            lease ->
                                                    json.putObject("lease")
                                                            .put("owner", lease.owner())
                                                            .put(
                                                                    "until",
                                                                    lease.until().toString()));
                        });
        return json;
    }
}
