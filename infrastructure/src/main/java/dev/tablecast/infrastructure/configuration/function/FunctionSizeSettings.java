package dev.tablecast.infrastructure.configuration.function;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.time.Duration;

/**
 * What the functions may take.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public final class FunctionSizeSettings {
    /** From what a JVM with the AWS SDK needs to all that Lambda gives. */
    private static final Values<Integer> MEGABYTES = Values.wholeNumbers(256, 10_240);

    public static final Setting<Integer> CONNECTION_MEMORY_MEGABYTES =
            new Setting<>(
                    "connectionMemoryMegabytes",
                    MEGABYTES,
                    "1024",
                    "Memory of the functions for `$connect` and `$disconnect`, and of the one that"
                            + " verifies tokens. A client waits for them, and the share of a CPU"
                            + " grows with the memory.");

    public static final Setting<Integer> CONNECTION_TIMEOUT_SECONDS =
            new Setting<>(
                    "connectionTimeoutSeconds",
                    Values.wholeNumbers(5, 29),
                    "29",
                    "Time of one invocation of the first two. API Gateway waits for 29 seconds;"
                            + " what came later would reach nobody.");

    public static final Setting<Integer> SUBSCRIBE_MEMORY_MEGABYTES =
            new Setting<>(
                    "subscribeMemoryMegabytes",
                    MEGABYTES,
                    "1024",
                    "Memory of the function for `subscribe` and `unsubscribe`. It keeps the end of"
                            + " the log in it, so that clients which return at once don't each"
                            + " read the table.");

    public static final Setting<Integer> SUBSCRIBE_TIMEOUT_SECONDS =
            new Setting<>(
                    "subscribeTimeoutSeconds",
                    Values.wholeNumbers(5, 29),
                    "29",
                    "Time of one invocation of it, which sends a step of what a client has missed."
                            + " API Gateway waits for 29 seconds.");

    public static final Setting<Integer> POST_MEMORY_MEGABYTES =
            new Setting<>(
                    "postMemoryMegabytes",
                    MEGABYTES,
                    "1769",
                    "Memory of the post function. With 1,769 it has one whole CPU: hundreds of"
                            + " encrypted posts at a time are work for that, not for the memory."
                            + " Its time is `postTimeoutSeconds`.");

    public static final Setting<Integer> TRIGGER_MEMORY_MEGABYTES =
            new Setting<>(
                    "triggerMemoryMegabytes",
                    MEGABYTES,
                    "512",
                    "Memory of the stream trigger, and of the function that starts the feed over"
                        + " when a batch was given up. Both mostly wait, but a batch has up to 6"
                        + " MB, and several times that once it is decoded.");

    public static final Setting<Integer> TRIGGER_TIMEOUT_SECONDS =
            new Setting<>(
                    "triggerTimeoutSeconds",
                    Values.wholeNumbers(330, 900),
                    "900",
                    "Time of one invocation of the stream trigger. It waits for the workflow, which"
                            + " takes five minutes at most, and hands on what is left to broadcast"
                            + " before its time is over.");

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
