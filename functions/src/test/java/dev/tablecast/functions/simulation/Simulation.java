package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the system in virtual time, and what was found wrong with it. */
final class Simulation {
    private static final int SHARDS = 3;
    private static final int CLIENTS = 3;

    private final World world;
    private final Gateway gateway;
    private final TriggerFunction trigger;
    private final List<Shard> shards = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private boolean clientsMayLeave;

    private Simulation(long seed, Sabotage sabotage) {
        world = new World(new Scheduler(seed), sabotage);
        gateway = new Gateway(world);
        trigger = new TriggerFunction(world, new Workflow(world, gateway));
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard(i, world, trigger));
        }
        for (int i = 0; i < CLIENTS; i++) {
            // The last has a filter, which matches what the first shard writes.
            clients.add(new SimulatedClient("c" + i, i == CLIENTS - 1 ? "s0" : "", world, gateway));
        }
    }

    /** Runs a seed; returns the rules that were broken. */
    static List<String> run(long seed, Sabotage sabotage) {
        var simulation = new Simulation(seed, sabotage);
        simulation.run();
        return List.copyOf(simulation.world.violations);
    }

    private void run() {
        boolean sweeps = world.scheduler.random.nextBoolean();
        shards.forEach(
                shard -> {
                    world.scheduler.start("shard " + shard.number, Duration.ZERO, shard::poll);
                    world.scheduler.start(
                            "writer " + shard.number, Duration.ZERO, () -> write(shard));
                });
        clients.forEach(
                client ->
                        world.scheduler.start(
                                "client",
                                Duration.ofMillis(world.scheduler.random.nextInt(3_000)),
                                () -> client.live(() -> clientsMayLeave)));
        world.scheduler.start("end", Duration.ZERO, () -> end(sweeps));
        try {
            world.scheduler.run();
            check();
        } catch (IllegalStateException e) {
            world.violation(e.getMessage());
        }
    }

    private void write(Shard shard) {
        int events = 3 + world.scheduler.random.nextInt(12);
        for (int i = 0; i < events; i++) {
            world.scheduler.sleep(Duration.ofMillis(world.scheduler.random.nextInt(1_500)));
            shard.write();
        }
        shard.isClosed = true;
    }

    private void end(boolean sweeps) {
        var nextSweep = world.scheduler.now();
        boolean startsOver = world.scheduler.chance(0.2);
        boolean isDeployed = world.scheduler.chance(0.2);
        while (!shards.stream().allMatch(Shard::isDelivered) || trigger.running > 0) {
            world.scheduler.await(
                    () -> shards.stream().allMatch(Shard::isDelivered) && trigger.running == 0,
                    Duration.ofMillis(500 + world.scheduler.random.nextInt(3_000)));
            if (startsOver && world.scheduler.chance(0.2)) {
                startsOver = false;
                trigger.startOver();
            }
            if (isDeployed && world.scheduler.chance(0.2)) {
                isDeployed = false;
                trigger.generation = "g2";
            }
            if (sweeps && world.scheduler.now().isAfter(nextSweep)) {
                trigger.sweep();
                nextSweep = world.scheduler.now().plusSeconds(60);
            }
        }
        world.faultsAreOver = true;
        if (sweeps) {
            world.scheduler.sleep(Duration.ofSeconds(60));
            var last = trigger.sweep();
            world.scheduler.join(last, Duration.ofSeconds(600));
        }
        // Time for everyone to be back and to have everything.
        world.scheduler.sleep(Duration.ofSeconds(120));
        clientsMayLeave = true;
    }

    private void check() {
        var dynamoDb = new SimulatedDynamoDb(world.tables, SimulatedDynamoDb.Network.DIRECT);
        var log = world.log(dynamoDb);
        Head head = log.head().orElseThrow();
        if (head.hasDebt()) {
            world.violation("left behind: sent " + head.sent() + " of " + head.end());
        }
        List<LogRecord> records = new ArrayList<>();
        for (Entry entry :
                new LogReader(log, Long.MAX_VALUE, world.pause())
                        .read(head.epoch(), 1, head.end())) {
            records.addAll(entry.records());
        }
        checkLog(records);
        for (SimulatedClient client : clients) {
            checkClient(client, head, records);
        }
    }

    private void checkLog(List<LogRecord> records) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof LogRecord.Change change
                    && places.put(change.eventId(), i) != null) {
                world.violation("logged twice: " + change.eventId());
            }
        }
        for (Shard shard : shards) {
            int before = -1;
            boolean begun = false;
            for (LogRecord event : shard.events) {
                Integer place = places.get(event.eventId());
                if (place == null) {
                    if (begun) {
                        world.violation("not logged: " + event.eventId());
                    }
                    continue;
                }
                begun = true;
                if (place < before) {
                    world.violation("out of order: " + event.eventId());
                }
                before = place;
            }
        }
    }

    private void checkClient(SimulatedClient client, Head head, List<LogRecord> records) {
        var position = client.position();
        if (!client.isLive() || position == null) {
            world.violation("a client isn't live");
            return;
        }
        if (!position.epoch().equals(head.epoch())
                || position.number() > head.end()
                || client.isContiguous() && position.number() != head.end()) {
            world.violation(
                    "silently behind: " + position + " of " + head.epoch() + "." + head.end());
            return;
        }
        int taken = 0;
        for (long number = client.startedAfter + 1; number <= head.end(); number++) {
            String eventId = records.get((int) number - 1).eventId();
            if (!client.has(eventId)) {
                continue;
            }
            if (taken == client.taken.size()) {
                world.violation("a client lacks " + number);
                return;
            }
            if (client.taken.get(taken) != number || !client.ids.get(taken).equals(eventId)) {
                world.violation("a client's sequence differs at " + number);
                return;
            }
            taken++;
        }
        if (taken < client.taken.size()) {
            world.violation("a client has what isn't for it: " + client.taken.get(taken));
        }
    }
}
