package dev.tablecast.bench.coldstart;

import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.bench.broadcast.StreamEvents;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.testing.deployed.Launch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The whole system with one client that watches, for functions that start to be of use to it. */
final class LiveSystem implements AutoCloseable {
    private static final String CREDENTIALS =
            """
            {"AccessKeyId": "any", "SecretAccessKey": "any", "Token": "any",
             "Expiration": "2099-01-01T00:00:00Z"}
            """;

    private final TokenIssuer issuer = new TokenIssuer(InstantSource.system());
    private final JsonServer container = new JsonServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalCloud cloud;
    private final LoggedChange change;
    private final WebSocket client;

    LiveSystem() {
        container.answer("/", CREDENTIALS);
        var configuration =
                TablecastConfiguration.of(
                        Map.of(
                                "auth",
                                "jwt",
                                "jwtIssuer",
                                issuer.url(),
                                "jwtAudience",
                                TokenIssuer.AUDIENCE));
        cloud = LocalCloud.start(new LocalCloudOptions(Ports.FREE, configuration, files()));
        change = LoggedChange.in(cloud);
        client =
                http.newWebSocketBuilder()
                        .subprotocols("tablecast", "bearer." + issuer.token())
                        .buildAsync(cloud.webSocketUri(), new WebSocket.Listener() {})
                        .join();
    }

    private static ProjectFiles files() {
        return new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
    }

    /** The jar with all functions. */
    static Path jar() {
        return Path.of(System.getProperty("tablecast.project"), "functions/target/functions.jar");
    }

    List<Trial> trials() {
        String connectionId = cloud.gateway().connections().getFirst().connectionId();
        return Trial.all(issuer.token(), connectionId, StreamEvents.of(1), change);
    }

    Launch launch(String name, Path folder) {
        Resource function =
                cloud.resources().stream()
                        .filter(resource -> resource.type().equals("aws:lambda/function:Function"))
                        .filter(resource -> resource.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return Launch.of(name, function.inputs(), jar(), cloud.functionEnvironment(), folder);
    }

    /** Where functions that are started from a snapshot ask for credentials. */
    URI credentials() {
        return URI.create(container.url() + "/");
    }

    @Override
    public void close() {
        client.abort();
        change.close();
        cloud.close();
        http.shutdownNow();
        container.close();
        issuer.close();
    }
}
