package dev.tablecast.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket of a page that watches topics. Public only because Jetty's method handles need it.
 *
 * <p>The socket reads its topics four times a second and sends those that have changed. A page that
 * reads slowly delays nothing else: the next read follows when the last message is written.
 */
public final class EventsSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(EventsSocket.class);
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Supplier<ObjectNode>> topics;
    private final Scheduler scheduler;
    private final Executor executor;
    private final Map<String, ObjectNode> sent = new HashMap<>();
    private volatile Set<String> watched = Set.of();
    private volatile @Nullable Session session;

    EventsSocket(Map<String, Supplier<ObjectNode>> topics, Scheduler scheduler, Executor executor) {
        this.topics = topics;
        this.scheduler = scheduler;
        this.executor = executor;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setAutoFragment(true);
        session = opened;
        lookSoon();
    }

    @Override
    public void onWebSocketText(String message) {
        Set<String> names = topicsOf(message);
        Session open = session;
        if (topics.keySet().containsAll(names)) {
            watched = names;
        } else if (open != null) {
            open.close(
                    StatusCode.POLICY_VIOLATION,
                    "must be {\"watch\":[…]} with any of " + new TreeSet<>(topics.keySet()),
                    Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        session = null;
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A page's connection failed: {}", cause.getClass().getName());
    }

    private void lookSoon() {
        scheduler.schedule(
                () -> executor.execute(this::look), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Session open = session;
        if (open == null) {
            return;
        }
        try {
            ObjectNode changed = changed();
            if (changed.isEmpty()) {
                lookSoon();
            } else {
                open.sendText(changed.toString(), Callback.from(this::lookSoon, failure -> {}));
            }
        } catch (RuntimeException e) {
            LOG.error("The console failed to send changes to a page", e);
            open.close(StatusCode.SERVER_ERROR, "the console failed", Callback.NOOP);
        }
    }

    /** Returns the topics that differ from the last message. */
    private ObjectNode changed() {
        Set<String> names = watched;
        sent.keySet().retainAll(names);
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            ObjectNode now = topics.get(name).get();
            if (!now.equals(sent.put(name, now))) {
                changed.set(name, now);
            }
        }
        return changed;
    }

    private static Set<String> topicsOf(String message) {
        try {
            JsonNode watch = JSON.readTree(message).path("watch");
            return watch.isArray()
                    ? watch.valueStream().map(JsonNode::asText).collect(Collectors.toSet())
                    : Set.of("");
        } catch (JsonProcessingException e) {
            return Set.of("");
        }
    }
}
