package dev.tablecast.soak.load;

import dev.tablecast.soak.clients.Alarms;
import dev.tablecast.soak.clients.Audience;
import dev.tablecast.soak.clients.Client;
import dev.tablecast.soak.clients.ClientConnection;
import dev.tablecast.soak.clients.Follower;
import dev.tablecast.soak.clients.Habits;
import dev.tablecast.soak.clients.Plain;
import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.history.Viewed;
import dev.tablecast.soak.measure.Tally;
import dev.tablecast.soak.phase.LoadPhase;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.phase.Together;
import dev.tablecast.soak.protocol.MessageReader;
import dev.tablecast.soak.protocol.SentChange;
import dev.tablecast.soak.settings.SoakSettings;
import dev.tablecast.soak.system.SystemUnderTest;
import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import dev.tablecast.soak.view.Looks;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The load: clients and writers. */
public final class Load {
    private static final int WRITERS = 8;

    /** Every fifth client is a plain client. */
    private static final int PLAIN_EVERY = 5;

    /** Two of five clients see a part of the table. */
    private static final int PARTIAL_EVERY = 5;

    /** The prefix of the names of clients that see a part. */
    private static final String PARTIAL = "partial-";

    /** The average number of changes of an item, so that writers compete for it. */
    private static final int CHANGES_AN_ITEM = 20;

    private final SoakSettings settings;
    private final SystemUnderTest system;
    private final Timeline timeline;
    private final WriteLog log = new WriteLog();
    private final Tally tally = new Tally();
    private final MessageReader reader = new MessageReader(Facts.CHANGE);
    private final Looks looks = new Looks();
    private final MessageReader partReader = new MessageReader(looks::read);
    private final int items;
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> partialClients = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    public Load(
            SoakSettings settings,
            SystemUnderTest system,
            HttpClient http,
            Timeline timeline,
            Alarms alarms) {
        this.settings = settings;
        this.system = system;
        this.timeline = timeline;
        this.items = Math.max(1, settings.changes() / CHANGES_AN_ITEM);
        var random = new SplittableRandom(settings.seed());
        for (int i = 1; i <= settings.connections(); i++) {
            var habits = new Habits(random.split(), settings.duration());
            boolean isPartial = i % PARTIAL_EVERY == 1 || i % PARTIAL_EVERY == 2;
            String name = (isPartial ? PARTIAL : "client-") + i;
            Interest interest = isPartial ? Interest.ofPart(i) : Interest.everything();
            Audience audience =
                    i % PLAIN_EVERY == 0
                            ? new Plain(reader, timeline)
                            : new Follower(
                                    name,
                                    interest.filter().json(),
                                    isPartial ? partReader : reader,
                                    timeline,
                                    alarms,
                                    tally);
            (isPartial ? partialClients : clients)
                    .add(
                            new Client(
                                    name,
                                    http,
                                    system.webSocketUri(),
                                    habits,
                                    system.issuer(),
                                    audience,
                                    interest,
                                    timeline,
                                    tally));
        }
        for (int i = 0; i < WRITERS; i++) {
            writers.add(
                    new Writer(
                            system.dynamoDb(),
                            system.sourceTable(),
                            items,
                            log,
                            timeline,
                            random.split()));
        }
    }

    /** Returns the counts of the clients' events, and of connections by state. */
    public Map<String, Long> counts() {
        var counts = new TreeMap<>(tally.counts());
        connections()
                .forEach(connection -> counts.merge(connection.state().described(), 1L, Long::sum));
        return counts;
    }

    public Tally tally() {
        return tally;
    }

    /** Returns whether a connection is of a client that sees everything. */
    public static boolean seesEverything(Reception connection) {
        return !connection.name().startsWith(PARTIAL);
    }

    /** Returns the distinct changes in messages to clients that see everything. */
    public List<SentChange> sent() {
        return reader.sent().all();
    }

    /** Returns the changes received by clients that see a part. */
    public Viewed viewed() {
        List<Viewed.Part> parts =
                partialClients.stream().flatMap(client -> client.parts().stream()).toList();
        // Read last, so that it includes every change of the parts.
        return new Viewed(partReader.sent().all(), looks.all(), parts);
    }

    /** Returns the sequences of the clients that see everything. */
    public List<Sequence> sequences() {
        return clients.stream().flatMap(client -> client.sequences().stream()).toList();
    }

    /** Returns all connections that have been open. */
    public List<ClientConnection> connections() {
        return allClients().flatMap(client -> client.connections().stream()).toList();
    }

    private Stream<Client> allClients() {
        return Stream.concat(clients.stream(), partialClients.stream());
    }

    /** Returns the committed changes. */
    public List<Commit> commits() {
        return new CommittedChanges(system.streams(), system.streamArn(), log).read();
    }

    /** Runs clients and writers; returns when all is written and time is up. */
    public void run(Together threads, LoadPhase phase) throws InterruptedException {
        int endMs = timeline.nowMs() + Math.toIntExact(settings.duration().toMillis());
        var coming =
                threads.startAll(
                        allClients()
                                .<Together.Work>map(client -> () -> client.comeAndGo(phase))
                                .toList());
        Together.await(
                threads.startAll(
                        IntStream.range(0, WRITERS)
                                .<Together.Work>mapToObj(i -> () -> write(i, phase))
                                .toList()));
        phase.endsWithin(Duration.ofMillis(Math.max(0, endMs - timeline.nowMs())));
        phase.end();
        Together.await(coming);
    }

    /** Reconnects every client that isn't connected. */
    public void connectAll(Together threads, LoadPhase quiet) throws InterruptedException {
        Together.await(
                threads.startAll(
                        allClients()
                                .<Together.Work>map(client -> () -> client.stayConnected(quiet))
                                .toList()));
    }

    /** Changes every item once more: a last change that every client must receive. */
    public void writeLastChanges() {
        writers.getFirst().putForEveryone(0);
        IntStream.range(0, items).forEach(writers.getFirst()::put);
    }

    private void write(int writer, LoadPhase phase) throws InterruptedException {
        int share = (settings.changes() + writer) / WRITERS;
        writers.get(writer).write(share, settings.duration(), phase);
    }
}
