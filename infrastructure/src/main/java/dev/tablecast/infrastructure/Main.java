package dev.tablecast.infrastructure;

import com.pulumi.Pulumi;
import java.util.logging.Logger;

/** The program that {@code pulumi up} runs in the folder of this module: one component. */
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
        Pulumi.run(
                context ->
                        Tablecast.provision(context, TablecastArgs.from(context, System.getenv())));
    }
}
