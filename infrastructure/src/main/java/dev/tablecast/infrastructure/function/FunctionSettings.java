package dev.tablecast.infrastructure.function;

import com.pulumi.core.Output;
import dev.tablecast.infrastructure.role.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings in which functions differ.
 *
 * @param memoryMegabytes 128 to 10,240; the share of a CPU grows with it, one at 1,769
 * @param timeout at most 15 minutes
 * @param permissions its permissions besides writing logs and traces
 */
public record FunctionSettings(
        String description,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        Output<Map<String, String>> environment,
        List<Statement> permissions) {
    public FunctionSettings {
        permissions = List.copyOf(permissions);
    }
}
