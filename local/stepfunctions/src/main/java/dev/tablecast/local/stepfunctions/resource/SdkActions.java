package dev.tablecast.local.stepfunctions.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The services and actions of the AWS SDK. {@code sdk-actions.txt}, with one service in each line,
 * is generated from the SDK's service models. It is read on first use and kept as text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html">AWS
 *     SDK integrations</a>
 */
final class SdkActions {
    static final String RESOURCE = "sdk-actions.txt";

    private SdkActions() {}

    /** Loads the list on first use. */
    private static final class Holder {
        private static final Map<String, String> LINES = read();
    }

    private static Map<String, String> read() {
        var lines = new TreeMap<String, String>();
        try (var resource =
                Objects.requireNonNull(SdkActions.class.getResourceAsStream(RESOURCE))) {
            for (var line : new String(resource.readAllBytes(), UTF_8).split("\n")) {
                int blank = line.indexOf(' ');
                if (!line.startsWith("#")) {
                    lines.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can't be read", e);
        }
        return Collections.unmodifiableMap(lines);
    }

    static List<String> services() {
        return List.copyOf(Holder.LINES.keySet());
    }

    /** Returns the actions of a service; an empty list if the SDK has no such service. */
    static List<String> of(String service) {
        var line = Holder.LINES.get(service);
        return line == null ? List.of() : List.of(line.split(" "));
    }
}
