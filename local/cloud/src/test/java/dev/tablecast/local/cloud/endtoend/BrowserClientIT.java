package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.javascript.NodeTests;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The browser client, in Node.js, on the whole system. */
class BrowserClientIT {
    private static final Path TESTS =
            Path.of(System.getProperty("tablecast.project"), "client/test");

    @TestFactory
    Stream<DynamicTest> whatTheTableCommitsIsTold() throws Exception {
        try (TestSystem system = TestSystem.start("projection", "ALL")) {
            return run("gateway", system);
        }
    }

    @TestFactory
    Stream<DynamicTest> textModePassesThrough() throws Exception {
        try (TestSystem system =
                TestSystem.start("messageFormat", "text", "text", "{name}|{zip}")) {
            return run("gateway-text", system);
        }
    }

    private static Stream<DynamicTest> run(String folder, TestSystem system) throws Exception {
        return NodeTests.run(TESTS.resolve(folder), environment(system));
    }

    /** Returns the variables by which {@code client/test/gateway/system.mjs} finds a system. */
    static Map<String, String> environment(TestSystem system) {
        return Map.of(
                "TABLECAST_WEBSOCKET", system.cloud().webSocketUri().toString(),
                "TABLECAST_MANAGEMENT", system.cloud().connectionsEndpoint().toString(),
                "TABLECAST_DYNAMODB", system.cloud().dynamoDbEndpoint().toString(),
                "TABLECAST_SOURCE_TABLE", system.sourceTable(),
                "TABLECAST_CONNECTIONS_TABLE", system.cloud().export("connectionsTableName"));
    }
}
