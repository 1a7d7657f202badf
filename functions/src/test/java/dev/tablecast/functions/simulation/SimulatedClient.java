package dev.tablecast.functions.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.message.Position;
import dev.tablecast.functions.subscribe.Client;
import dev.tablecast.functions.subscribe.SubscribeRequest;
import dev.tablecast.functions.subscribe.Subscribing;
import dev.tablecast.functions.view.ViewRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A client that subscribes, is cut, and resumes, by the rules of the sub-protocol.
 *
 * <p>It notes what it takes: the numbers since its last start must be those of the log.
 */
final class SimulatedClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A position before every epoch. */
    private static final Position NOWHERE = new Position("0", 0, "0");

    private static final String SUB = "a";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;
    private final Gateway gateway;
    private final String name;
    private final String prefix;
    private int connections;
    private long rev;
    private String connectionId = "";
    private boolean live;
    private boolean wantsToSubscribe;
    private @Nullable Position position;
    private String after = "";
    private final List<JsonNode> held = new ArrayList<>();

    /** The records taken since the last start, by number; the first is the start. */
    final List<Long> taken = new ArrayList<>();

    final List<String> ids = new ArrayList<>();
    long startedAfter;
    int resets;

    /**
     * @param prefix of the ids that the client's filter matches; empty for all, without a filter
     */
    SimulatedClient(String name, String prefix, World world, Gateway gateway) {
        this.name = name;
        this.prefix = prefix;
        this.world = world;
        this.gateway = gateway;
    }

    @Nullable Position position() {
        return position;
    }

    /** Returns whether an event's item is in the client's view. */
    boolean has(String eventId) {
        return eventId.startsWith(prefix);
    }

    boolean isContiguous() {
        return prefix.isEmpty();
    }

    private ViewRequest view() {
        return isContiguous()
                ? ViewRequest.EVERYTHING
                : new ViewRequest(
                        Optional.of("begins_with(id, :prefix)"),
                        new Placeholders(Map.of(), Map.of(":prefix", new Value.Text(prefix))),
                        Optional.empty());
    }

    boolean isLive() {
        return live && gateway.isOpen(connectionId);
    }

    /** Stays connected, and is cut now and then, until {@code end} says so. */
    void live(BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            if (!gateway.isOpen(connectionId)) {
                connect();
            } else if (wantsToSubscribe) {
                subscribe();
            } else {
                world.scheduler.await(
                        () ->
                                end.getAsBoolean()
                                        || wantsToSubscribe
                                        || !gateway.isOpen(connectionId),
                        Duration.ofMillis(500 + world.scheduler.random.nextInt(20_000)));
                if (!world.faultsAreOver && world.scheduler.chance(0.5)) {
                    gateway.cut(connectionId);
                    world.scheduler.sleep(Duration.ofMillis(world.scheduler.random.nextInt(5_000)));
                }
            }
        }
    }

    private void connect() {
        connectionId = name + "-" + ++connections;
        rev = 0;
        String id = connectionId;
        var terms =
                new Terms(world.scheduler.now(), Optional.empty(), Optional.of(Subscriptions.NONE));
        try {
            world.call(
                    false,
                    () -> {
                        world.tables
                                .get(World.CONNECTIONS)
                                .put(
                                        Map.of(
                                                "ConnectionId",
                                                AttributeValue.fromS(id),
                                                Terms.ATTRIBUTE,
                                                AttributeValue.fromS(terms.text())));
                        return 0;
                    });
        } catch (RuntimeException e) {
            return;
        }
        gateway.open(id, text -> receive(id, text));
        wantsToSubscribe = true;
    }

    private void subscribe() {
        wantsToSubscribe = false;
        live = false;
        held.clear();
        String id = connectionId;
        long mine = ++rev;
        after = Optional.ofNullable(position).map(Position::toString).orElse("");
        var request = new SubscribeRequest(id, SUB, mine, after, false, view(), Map.of());
        var invocation =
                world.scheduler.start(
                        "subscribe " + id,
                        Duration.ofMillis(world.scheduler.random.nextInt(20)),
                        () -> subscribing().subscribe(request, sender(id)));
        world.scheduler.await(
                () -> live || wantsToSubscribe || invocation.hasEnded() || !gateway.isOpen(id),
                PATIENCE);
        if (!live) {
            wantsToSubscribe = true;
            world.scheduler.sleep(Duration.ofMillis(world.scheduler.random.nextInt(1_000)));
        }
    }

    private Subscribing subscribing() {
        var saboteur = new Saboteur(world, false);
        var dynamoDb = saboteur.wrap(world.dynamoDb(false));
        return new Subscribing(
                new SubscriptionRows(dynamoDb, World.CONNECTIONS, world.clock()),
                new Epochs(world.log(dynamoDb), world.clock(), true),
                world.reader(dynamoDb),
                Logged.FORMAT,
                world.views(dynamoDb),
                20_000);
    }

    private Client sender(String id) {
        return new Client() {
            @Override
            public boolean send(List<String> frames) {
                return frames.stream().allMatch(frame -> gateway.post(id, frame) == Gateway.OK);
            }

            @Override
            public Instant until() {
                return world.clock().instant().plus(PATIENCE);
            }

            @Override
            public void close() {
                gateway.delete(id);
            }
        };
    }

    private void receive(String id, String text) {
        if (!id.equals(connectionId)) {
            return;
        }
        try {
            JsonNode message = JSON.readTree(text);
            switch (message.get("type").asText()) {
                case "subscribed" -> subscribed(message);
                case "changes" -> {
                    if (live || message.path("replay").asBoolean()) {
                        apply(message);
                    } else {
                        held.add(message);
                    }
                }
                case "more" -> {
                    if (message.get("rev").asLong() == rev) {
                        reach(message);
                        wantsToSubscribe = true;
                    }
                }
                case "live" -> live(message);
                case "reset" -> reset(message);
                default -> world.violation(name + " got " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void subscribed(JsonNode message) {
        if (message.get("rev").asLong() != rev) {
            return;
        }
        if (position == null) {
            startOver(message);
        } else if (isElsewhere(message.get("position").asText())) {
            // Either a reset follows, or one of a broadcast overtook this answer, which says
            // nothing
            // of what came between the two.
            position = NOWHERE;
        }
    }

    /** Returns whether a subscription doesn't begin where the client is, or was when it asked. */
    private boolean isElsewhere(String begins) {
        var begin = Position.parse(begins).orElseThrow();
        return !begins.equals(after)
                && position != null
                && (position.toString().equals(after)
                        || begin.epoch().compareTo(position.epoch()) > 0
                        || begin.epoch().equals(position.epoch())
                                && begin.number() > position.number());
    }

    private void live(JsonNode message) {
        if (message.get("rev").asLong() != rev) {
            return;
        }
        if (lacks(Position.parse(message.get("position").asText()).orElseThrow())) {
            wantsToSubscribe = true;
            return;
        }
        live = true;
        reach(message);
        var waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::apply);
    }

    /** Returns whether something is missing between the client's position and that of an answer. */
    private boolean lacks(Position reached) {
        if (position == null) {
            return false;
        }
        int order = reached.epoch().compareTo(position.epoch());
        return order > 0 || order == 0 && isContiguous() && reached.number() > position.number();
    }

    /** Takes the position of an answer, which says that nothing before it is for the view. */
    private void reach(JsonNode message) {
        var reached = Position.parse(message.get("position").asText()).orElseThrow();
        if (!isContiguous()
                && position != null
                && reached.epoch().equals(position.epoch())
                && reached.number() > position.number()) {
            position = reached;
        }
    }

    private void reset(JsonNode message) {
        var to = Position.parse(message.get("position").asText()).orElseThrow();
        boolean repeated =
                position != null
                        && Set.of("epoch", "record").contains(message.get("reason").asText())
                        && (to.epoch().compareTo(position.epoch()) < 0
                                || to.epoch().equals(position.epoch())
                                        && to.number() <= position.number());
        if (message.get("rev").asLong() == rev && !repeated) {
            resets++;
            if (!Set.of("epoch", "record").contains(message.get("reason").asText())) {
                world.violation("a needless reset: " + message);
            }
            startOver(message);
        }
    }

    private void startOver(JsonNode message) {
        position = Position.parse(message.get("position").asText()).orElseThrow();
        startedAfter = position.number();
        taken.clear();
        ids.clear();
    }

    private void apply(JsonNode message) {
        if (position == null) {
            return;
        }
        int order = message.get("epoch").asText().compareTo(position.epoch());
        if (order != 0) {
            wantsToSubscribe |= order > 0;
            return;
        }
        if (message.get("to").asLong() <= position.number()) {
            return;
        }
        if (isContiguous() && message.get("from").asLong() > position.number() + 1) {
            wantsToSubscribe = true;
            return;
        }
        for (JsonNode change : message.get("changes")) {
            long seq = change.get("seq").asLong();
            if (seq > position.number()) {
                taken.add(seq);
                ids.add(change.at("/keys/id").asText());
            }
        }
        position = new Position(position.epoch(), message.get("to").asLong(), position.view());
    }
}
