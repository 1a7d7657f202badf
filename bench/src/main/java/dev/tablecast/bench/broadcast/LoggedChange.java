package dev.tablecast.bench.broadcast;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Head;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A feed's log in DynamoDB Local with one change, which a post function can be told to post. */
public final class LoggedChange implements AutoCloseable {
    private final LocalCloud cloud;
    private final boolean ownsCloud;
    private final Map<String, String> environment;
    private final String feed;
    private final Head head;

    private LoggedChange(LocalCloud cloud, boolean ownsCloud) {
        this.cloud = cloud;
        this.ownsCloud = ownsCloud;
        var variables = new HashMap<>(cloud.functionEnvironment());
        var trigger = Function.of(cloud, "stream-trigger", variables);
        trigger.invoke(StreamEvents.anew(StreamEvents.of(1)).getBytes(StandardCharsets.UTF_8));
        String table = trigger.variable("CHANGE_LOG_TABLE");
        feed = trigger.variable("FEED");
        variables.put("CHANGE_LOG_TABLE", table);
        environment = Map.copyOf(variables);
        try (var dynamoDb = LocalDynamoDb.client(cloud.dynamoDbEndpoint())) {
            head = ChangeLog.forReading(dynamoDb, table, feed).head().orElseThrow();
        }
    }

    /** Starts a system for it. */
    public static LoggedChange start() {
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        var configuration = TablecastConfiguration.of(Map.of("auth", "none"));
        return new LoggedChange(
                LocalCloud.start(new LocalCloudOptions(Ports.FREE, configuration, files)), true);
    }

    /** Appends it to the log of a system. */
    public static LoggedChange in(LocalCloud cloud) {
        return new LoggedChange(cloud, false);
    }

    /** The variables of a function that reads the log. */
    public Map<String, String> environment() {
        return environment;
    }

    public String feed() {
        return feed;
    }

    public String epoch() {
        return head.epoch();
    }

    /** The number of the change. */
    public long number() {
        return head.end();
    }

    @Override
    public void close() {
        if (ownsCloud) {
            cloud.close();
        }
    }
}
