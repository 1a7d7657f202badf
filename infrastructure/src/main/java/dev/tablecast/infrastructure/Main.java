package dev.tablecast.infrastructure;

import com.pulumi.Pulumi;
import java.util.logging.Logger;

/** The program that {@code pulumi up} runs in the folder of this module: one component. */
public final class Main {
    /**
     * Pulumi's logger, which repeats on standard error what the engine shows. The reference keeps
     * the logger, and its level, from being garbage-collected.
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
