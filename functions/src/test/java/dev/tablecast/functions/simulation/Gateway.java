package dev.tablecast.functions.simulation;

import dev.tablecast.functions.post.SimulatedPosting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The connections of the WebSocket API. */
final class Gateway implements SimulatedPosting.Stage {
    static final int OK = 200;
    private static final int GONE = 410;
    private static final int THROTTLED = 429;

    private final World world;
    private final Map<String, Consumer<String>> open = new HashMap<>();

    /** Connections whose clients read nothing as long as there are faults. */
    private final Set<String> slow = new HashSet<>();

    Gateway(World world) {
        this.world = world;
    }

    void open(String id, Consumer<String> receiver) {
        open.put(id, receiver);
    }

    /** Ends a connection without a word to its client or to the table. */
    void cut(String id) {
        open.remove(id);
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }

    @Override
    public int post(String id, String text) {
        return world.call(
                false,
                () -> {
                    Consumer<String> receiver = open.get(id);
                    if (receiver == null) {
                        return GONE;
                    }
                    if (world.fault() && world.scheduler.chance(0.3)) {
                        slow.add(id);
                    }
                    if (!world.faultsAreOver && slow.contains(id)) {
                        return THROTTLED;
                    }
                    receiver.accept(text);
                    if (world.fault()) {
                        cut(id);
                    }
                    return OK;
                });
    }

    @Override
    public int get(String id) {
        return world.call(false, () -> isOpen(id) ? OK : GONE);
    }

    @Override
    public int delete(String id) {
        return world.call(
                false,
                () -> {
                    boolean wasOpen = isOpen(id);
                    cut(id);
                    return wasOpen ? OK : GONE;
                });
    }
}
