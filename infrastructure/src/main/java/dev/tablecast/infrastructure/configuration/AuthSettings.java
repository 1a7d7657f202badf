package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.regex.Pattern;

/** Who may connect. */
final class AuthSettings {
    static final Setting<String> AUTH =
            new Setting<>(
                    "auth",
                    Values.oneOf("jwt", "iam", "none"),
                    "Who may open a connection; it must be chosen. `jwt`: who hands over a token,"
                            + " see [Authentication](authentication.md). `iam`: an AWS identity"
                            + " that may `execute-api:Invoke` the stage and signs its request."
                            + " `none`: whoever knows the URL, and a warning says so.");

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/,\\s]+");

    static final Setting<List<String>> ALLOWED_ORIGINS =
            new Setting<>(
                    "allowedOrigins",
                    Values.lists(
                            "* alone, or origins such as https://example.com",
                            origin -> origin.equals("*") || ORIGIN.matcher(origin).matches()),
                    "*",
                    "The origins whose pages may connect; browsers say theirs, other clients say"
                            + " what they like. Any by default, since a feed knows nothing of its"
                            + " pages.");

    private AuthSettings() {}

    /** The origins whose pages may connect; empty for any. */
    static List<String> allowedOrigins(Settings settings) {
        var origins = settings.get(ALLOWED_ORIGINS);
        if (origins.contains("*") && origins.size() > 1) {
            settings.problem(ALLOWED_ORIGINS, ALLOWED_ORIGINS.values().allowed());
        }
        settings.limit(ALLOWED_ORIGINS, String.join(",", origins));
        return origins.contains("*") ? List.of() : origins;
    }
}
