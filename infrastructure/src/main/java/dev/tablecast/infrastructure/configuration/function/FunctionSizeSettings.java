package dev.tablecast.infrastructure.configuration.function;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.time.Duration;

/**
 * The settings of the functions' memory and timeouts.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public final class FunctionSizeSettings {
    /** Megabytes from the need of a JVM with the AWS SDK to Lambda's maximum. */
    private static final Values<Integer> MEGABYTES = Values.wholeNumbers(256, 10_240);

    public static final Setting<Integer> CONNECTION_MEMORY_MEGABYTES =
            new Setting<>(
                    "connectionMemoryMegabytes",
                    MEGABYTES,
                    "1024",
                    "Memory of the functions for `$connect` and `$disconnect`, and of"
                            + " the authorizer. Clients wait for them, and the share of a CPU grows"
                            + " with the memory.");

    public static final Setting<Integer> CONNECTION_TIMEOUT_SECONDS =
            new Setting<>(
                    "connectionTimeoutSeconds",
                    Values.wholeNumbers(5, 29),
                    "29",
                    "Timeout of the functions for `$connect` and `$disconnect`. API"
                            + " Gateway waits for 29 seconds at most.");

    public static final Setting<Integer> SUBSCRIBE_MEMORY_MEGABYTES =
            new Setting<>(
                    "subscribeMemoryMegabytes",
                    MEGABYTES,
                    "1024",
                    "Memory of the function for `subscribe` and `unsubscribe`. It caches"
                            + " the end of the log, so that clients that return at the same time"
                            + " don't each read the table.");

    public static final Setting<Integer> SUBSCRIBE_TIMEOUT_SECONDS =
            new Setting<>(
                    "subscribeTimeoutSeconds",
                    Values.wholeNumbers(5, 29),
                    "29",
                    "Timeout of the function for `subscribe` and `unsubscribe`, which"
                            + " sends one step of the changes that a client missed. API Gateway"
                            + " waits for 29 seconds at most.");

    public static final Setting<Integer> POST_MEMORY_MEGABYTES =
            new Setting<>(
                    "postMemoryMegabytes",
                    MEGABYTES,
                    "1769",
                    "Memory of the post function. 1,769 MB give it one whole CPU:"
                            + " hundreds of concurrent encrypted posts need CPU, not memory. Its"
                            + " timeout is `postTimeoutSeconds`.");

    public static final Setting<Integer> TRIGGER_MEMORY_MEGABYTES =
            new Setting<>(
                    "triggerMemoryMegabytes",
                    MEGABYTES,
                    "512",
                    "Memory of the stream trigger, and of the function that starts a new"
                            + " epoch after a batch was given up. Both mostly wait, but a batch has"
                            + " up to 6 MB, and several times that once it is decoded.");

    public static final Setting<Integer> TRIGGER_TIMEOUT_SECONDS =
            new Setting<>(
                    "triggerTimeoutSeconds",
                    Values.wholeNumbers(330, 900),
                    "900",
                    "Timeout of the stream trigger. It waits for the workflow, which"
                            + " takes five minutes at most, and hands the remaining work to another"
                            + " invocation before its own time is over.");

    private FunctionSizeSettings() {}

    public static FunctionSizes read(StackSettings settings) {
        return new FunctionSizes(
                settings.get(CONNECTION_MEMORY_MEGABYTES),
                Duration.ofSeconds(settings.get(CONNECTION_TIMEOUT_SECONDS)),
                settings.get(SUBSCRIBE_MEMORY_MEGABYTES),
                Duration.ofSeconds(settings.get(SUBSCRIBE_TIMEOUT_SECONDS)),
                settings.get(POST_MEMORY_MEGABYTES),
                settings.get(TRIGGER_MEMORY_MEGABYTES),
                Duration.ofSeconds(settings.get(TRIGGER_TIMEOUT_SECONDS)));
    }
}
