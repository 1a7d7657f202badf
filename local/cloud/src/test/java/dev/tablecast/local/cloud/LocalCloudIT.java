package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalCloudIT {
    private static final ProjectFiles FILES =
            new ProjectFiles(Path.of(System.getProperty("tablecast.project")));

    private enum Listener {
        GATEWAY,
        DYNAMODB,
        STEP_FUNCTIONS
    }

    @ParameterizedTest
    @EnumSource(Listener.class)
    void aTakenPortLeavesNothingOpen(Listener taken) {
        var servers =
                Stream.generate(() -> LoopbackServer.open("test", 0))
                        .limit(Listener.values().length)
                        .toList();
        var ports = servers.stream().map(LoopbackServer::port).toList();
        var others = servers.stream().filter(server -> server != of(servers, taken)).toList();
        others.forEach(LoopbackServer::close);
        Set<Thread> before = platformThreads();

        try (var holder = of(servers, taken)) {
            assertThatThrownBy(() -> LocalCloud.start(options(ports, FILES)))
                    .isInstanceOfSatisfying(
                            PortInUseException.class,
                            e -> assertThat(e.port()).isEqualTo(holder.port()));
            assertFree(others);
            assertEnded(before);
        }
    }

    @Test
    void aProgramThatFailsLeavesNothingOpen() {
        var servers = Stream.generate(() -> LoopbackServer.open("test", 0)).limit(3).toList();
        var ports = servers.stream().map(LoopbackServer::port).toList();
        servers.forEach(LoopbackServer::close);
        Set<Thread> before = platformThreads();

        assertThatThrownBy(
                        () ->
                                LocalCloud.start(
                                        options(ports, new ProjectFiles(Path.of("nowhere")))))
                .isInstanceOf(RuntimeException.class);

        assertFree(servers);
        assertEnded(before);
    }

    @Test
    void closingLeavesNothingOpen() {
        Set<Thread> before = platformThreads();
        int port;
        try (var cloud = LocalCloud.start(options(List.of(0, 0, 0), FILES))) {
            port = cloud.gateway().port();
        }

        try (var again = LoopbackServer.open("test", port)) {
            assertThat(again.port()).isEqualTo(port);
        }
        assertEnded(before);
    }

    private static LoopbackServer of(List<LoopbackServer> servers, Listener listener) {
        return servers.get(listener.ordinal());
    }

    private static LocalCloudOptions options(List<Integer> ports, ProjectFiles files) {
        return new LocalCloudOptions(
                new Ports(
                        ports.get(Listener.GATEWAY.ordinal()),
                        ports.get(Listener.DYNAMODB.ordinal()),
                        ports.get(Listener.STEP_FUNCTIONS.ordinal())),
                TablecastConfiguration.of(
                        Map.of(
                                "auth", "none",
                                "sourceTableName", "Items",
                                "sourceHashKey", "id")),
                files);
    }

    private static void assertFree(List<LoopbackServer> closed) {
        for (LoopbackServer server : closed) {
            try (var again = LoopbackServer.open("test", server.port())) {
                assertThat(again.port()).isEqualTo(server.port());
            }
        }
    }

    /** The threads of the servers; virtual threads and the JVM's own pools aren't among them. */
    private static Set<Thread> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(
                        thread ->
                                Stream.of("loopback", "gateway", "stepfunctions")
                                        .anyMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }

    private static void assertEnded(Set<Thread> before) {
        await().untilAsserted(() -> assertThat(before).containsAll(platformThreads()));
    }
}
