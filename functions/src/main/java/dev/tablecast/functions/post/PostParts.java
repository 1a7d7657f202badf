package dev.tablecast.functions.post;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.message.MessageFormat;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The parts of the posting function, made of its environment. */
record PostParts(MessageFormat format, FeedReaders readers, Poster poster, Pressure pressure) {
    /** An answer takes milliseconds; a connection for which there is none by then is busy. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

    /**
     * Safe for threads, and another in each environment: one with a seed in memory would go on
     * alike in all that start from the same snapshot, and they would all try again at the same
     * time.
     */
    private static final RandomGenerator RANDOM = new SecureRandom();

    static PostParts from(Map<String, String> environment) {
        PostSettings settings = PostSettings.from(environment);
        var clients = new AwsClients(environment);
        var pressure = pressure(clients, settings.endpoint(), settings.concurrency());
        return new PostParts(
                settings.format(),
                new FeedReaders(
                        clients.dynamoDb(),
                        settings.logTable(),
                        settings.format().policy(),
                        Pause.system(RANDOM)),
                new Poster(calls(pressure, settings.concurrency()), settings.grace()),
                pressure);
    }

    /** Returns calls of a stage's connections, for one or many threads. */
    static PersistentCalls calls(AwsClients clients, URI endpoint, int concurrency) {
        return calls(pressure(clients, endpoint, concurrency), concurrency);
    }

    static PersistentCalls calls(ConnectionsApi api, int concurrency) {
        return new PersistentCalls(
                new LimitedConnections(api, concurrency),
                InstantSource.system(),
                new Backoff(FIRST_BACKOFF, RANDOM, Thread::sleep));
    }

    static Pressure pressure(AwsClients clients, URI endpoint, int concurrency) {
        var http = AwsClients.http(CALL_TIMEOUT, concurrency);
        return new Pressure(
                new SignedConnections(
                        clients.executeApi(endpoint, http),
                        new LazyConnections(
                                () ->
                                        new ApiGatewayConnections(
                                                clients.connections(endpoint, http)))));
    }
}
