package dev.tablecast.infrastructure;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.Surroundings;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;

/** What {@code pulumi up} runs, in the folder of this module. */
public final class Main {
    /**
     * Pulumi's logger, which writes to standard error what the engine shows as well: a mistake
     * would be said twice. A logger that nobody holds is forgotten, with its settings.
     */
    private static final Logger PULUMI = Logger.getLogger("com.pulumi");

    private Main() {}

    public static void main(String[] args) {
        CommonPool.ensureThreads();
        PULUMI.setUseParentHandlers(false);
        Pulumi.run(Main::provision);
    }

    private static void provision(Context context) {
        var account = Account.lookUp();
        var configuration =
                TablecastConfiguration.from(
                        context,
                        System.getenv(),
                        new Surroundings(Optional.of(account), new ProviderTables()));
        var artifacts =
                Artifacts.in(
                        Path.of("..", "functions", "target", "functions.jar"),
                        Path.of("..", "statemachine", "broadcast.asl.json"));
        TablecastStack.provision(context, account, configuration, artifacts);
    }
}
