package dev.tablecast.functions.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The connections of the WebSocket API. */
final class Gateway {
    /** The answer to a post or a delete. */
    enum Reply {
        OK,
        GONE,
        /** The client's buffer is full, and stays so. */
        SLOW
    }

    private final World world;
    private final Map<String, Consumer<String>> open = new HashMap<>();
    private final Map<String, Runnable> ends = new HashMap<>();

    Gateway(World world) {
        this.world = world;
    }

    void open(String id, Consumer<String> receiver, Runnable whenClosed) {
        open.put(id, receiver);
        ends.put(id, whenClosed);
    }

    /** Ends a connection without a word to its client or to the table. */
    void cut(String id) {
        open.remove(id);
        ends.remove(id);
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }

    Reply post(String id, String text) {
        return world.call(
                false,
                () -> {
                    Consumer<String> receiver = open.get(id);
                    if (receiver == null) {
                        return Reply.GONE;
                    }
                    if (world.fault()) {
                        return Reply.SLOW;
                    }
                    receiver.accept(text);
                    return Reply.OK;
                });
    }

    Reply delete(String id) {
        return world.call(
                false,
                () -> {
                    Runnable end = ends.get(id);
                    cut(id);
                    if (end == null) {
                        return Reply.GONE;
                    }
                    end.run();
                    return Reply.OK;
                });
    }
}
