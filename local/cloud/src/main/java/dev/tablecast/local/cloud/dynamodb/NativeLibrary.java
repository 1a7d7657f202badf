package dev.tablecast.local.cloud.dynamodb;

import java.util.Locale;
import java.util.Map;

/**
 * SQLite's native library, which DynamoDB Local needs.
 *
 * <p>The build copies the library of each supported platform to a folder, whose path is the system
 * property {@code sqlite4java.library.path}.
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
     * Checks that there is a library for a platform.
     *
     * @throws DynamoDbLocalException if there is none
     */
    static void check(String osName, String osArch) {
        String platform = system(osName) + "/" + osArch;
        if (!PLATFORMS.containsKey(platform)) {
            throw new DynamoDbLocalException(
                    "DynamoDB Local needs SQLite's native library, which isn't available for %s; supported platforms: %s"
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
