package dev.tablecast.infrastructure;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;

/** What {@code pulumi up} runs, in the folder of this module. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CommonPool.ensureThreads();
        Pulumi.run(Main::provision);
    }

    private static void provision(Context context) {
        var configuration = TablecastConfiguration.from(context, System.getenv());
        var artifacts =
                Artifacts.in(
                        Path.of("..", "functions", "target", "functions.jar"),
                        Path.of("..", "statemachine", "broadcast.asl.json"));
        TablecastStack.provision(context, configuration, artifacts);
    }
}
