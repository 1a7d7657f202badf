package dev.tablecast.soak;

import dev.tablecast.soak.protocol.MessageReader;
import dev.tablecast.soak.protocol.ToldChange;
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

/** The clients and the writers, and everything that they do. */
final class Load {
    private static final int WRITERS = 8;

    /** One client in so many doesn't speak the sub-protocol. */
    private static final int PLAIN_EVERY = 5;

    /** Two clients in so many see a part. */
    private static final int PARTIAL_EVERY = 5;

    /** The beginning of their names. */
    private static final String PARTIAL = "partial-";

    /** So that an item has a history of its own, and writers meet at it. */
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

    Load(
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

    /** What clients did and met, and what became of their connections, by name. */
    Map<String, Long> counts() {
        var counts = new TreeMap<>(tally.counts());
        connections()
                .forEach(connection -> counts.merge(connection.state().described(), 1L, Long::sum));
        return counts;
    }

    Tally tally() {
        return tally;
    }

    /** Returns whether a connection is of a client that sees everything. */
    static boolean seesEverything(Reception connection) {
        return !connection.name().startsWith(PARTIAL);
    }

    /** Every change that any message told a client that sees everything. */
    List<ToldChange> told() {
        return reader.told().all();
    }

    /** What each client got that sees a part, from each of its starts on. */
    Viewed viewed() {
        List<Viewed.Part> parts =
                partialClients.stream().flatMap(client -> client.parts().stream()).toList();
        // Read last, so that it has what they have.
        return new Viewed(partReader.told().all(), looks.all(), parts);
    }

    /** What each client got that sees everything, from each of its starts on. */
    List<Sequence> sequences() {
        return clients.stream().flatMap(client -> client.sequences().stream()).toList();
    }

    /** Every connection that was open at some time. */
    List<ClientConnection> connections() {
        return allClients().flatMap(client -> client.connections().stream()).toList();
    }

    private Stream<Client> allClients() {
        return Stream.concat(clients.stream(), partialClients.stream());
    }

    /** What the table has committed. */
    List<Commit> commits() {
        return new CommittedChanges(system.streams(), system.streamArn(), log).read();
    }

    /** Lets clients come and go and writers write; returns when all is written and time is up. */
    void run(Together threads, LoadPhase phase) throws InterruptedException {
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

    /** Lets every client that isn't connected come back. */
    void connectAll(Together threads, LoadPhase quiet) throws InterruptedException {
        Together.await(
                threads.startAll(
                        allClients()
                                .<Together.Work>map(client -> () -> client.stayConnected(quiet))
                                .toList()));
    }

    /** Changes every item once more, so that each has a last change that all must have. */
    void writeLastChanges() {
        writers.getFirst().putForEveryone(0);
        IntStream.range(0, items).forEach(writers.getFirst()::put);
    }

    private void write(int writer, LoadPhase phase) throws InterruptedException {
        int share = (settings.changes() + writer) / WRITERS;
        writers.get(writer).write(share, settings.duration(), phase);
    }
}
