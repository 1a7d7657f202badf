package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.origin.InvalidOriginException;
import dev.tablecast.infrastructure.origin.Origin;
import java.util.List;
import java.util.Optional;

/** Who may connect. */
public final class AuthSettings {
    public static final Setting<String> AUTH =
            new Setting<>(
                    "auth",
                    Values.oneOf("jwt", "iam", "none"),
                    "Who may open a connection; it must be chosen. `jwt`: who hands over a token,"
                            + " see [Authentication](authentication.md). `iam`: an AWS identity"
                            + " that may `execute-api:Invoke` the stage and signs its request."
                            + " `none`: whoever knows the URL, and a warning says so.");

    private static final String ANY = "*";

    public static final Setting<List<String>> ALLOWED_ORIGINS =
            new Setting<>(
                    "allowedOrigins",
                    Values.lists(
                            "* alone, or origins such as https://example.com,"
                                    + " https://*.example.com and capacitor://localhost",
                            origin -> true),
                    ANY,
                    "The origins whose pages may connect; browsers say theirs, other clients say"
                            + " what they like. Any by default, since a feed knows nothing of its"
                            + " pages. `https://*.example.com` allows the subdomains at any depth,"
                            + " without example.com itself; let nobody else have names under it. A"
                            + " port is part of an origin, but for 443 of https and 80 of http."
                            + " International hosts may be written as people read them. The"
                            + " schemes of apps and of browsers' extensions are origins too:"
                            + " `chrome-extension://…`, `tauri://localhost`.");

    private AuthSettings() {}

    /** The origins whose pages may connect, as browsers send them; empty for any. */
    public static List<String> allowedOrigins(StackSettings settings) {
        var written = settings.get(ALLOWED_ORIGINS);
        if (written.contains(ANY)) {
            if (written.size() > 1) {
                settings.problem(ALLOWED_ORIGINS, ALLOWED_ORIGINS.values().allowed());
            }
            return List.of();
        }
        var origins =
                written.stream()
                        .flatMap(origin -> allowedOrigin(settings, origin).stream())
                        .distinct()
                        .toList();
        settings.limit(ALLOWED_ORIGINS, String.join(",", origins));
        return origins;
    }

    private static Optional<String> allowedOrigin(StackSettings settings, String written) {
        try {
            return Optional.of(Origin.of(written).text());
        } catch (InvalidOriginException e) {
            settings.problem(ALLOWED_ORIGINS, written, e.getMessage());
            return Optional.empty();
        }
    }
}
