package dev.tablecast.local.cloud.dynamodb;

import java.util.Locale;
import java.util.Map;

/**
 * SQLite's native library, on which DynamoDB Local stands.
 *
 * <p>The build puts one for each platform for which it is published into a folder, and names the
 * folder in the system property {@code sqlite4java.library.path}.
 */
final class NativeLibrary {
    static final String PATH_PROPERTY = "sqlite4java.library.path";

    private static final Map<String, String> PLATFORMS =
            Map.of(
                    "linux/amd64", "Linux on x86-64",
                    "mac/x86_64", "macOS on x86-64",
                    "mac/aarch64", "macOS on Apple silicon",
                    "windows/amd64", "Windows on x86-64");

    private NativeLibrary() {}

    /**
     * @throws DynamoDbLocalException if there is none for this platform
     */
    static void check(String osName, String osArch) {
        String platform = system(osName) + "/" + osArch;
        if (!PLATFORMS.containsKey(platform)) {
            throw new DynamoDbLocalException(
                    "DynamoDB Local needs SQLite's native library, and there is none for %s; there is one for: %s"
                            .formatted(
                                    platform,
                                    String.join(
                                            ", ", PLATFORMS.values().stream().sorted().toList())));
        }
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "mac";
        }
        return name.startsWith("windows") ? "windows" : name;
    }
}
