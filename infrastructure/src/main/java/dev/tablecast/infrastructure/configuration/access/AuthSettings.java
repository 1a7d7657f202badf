package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.origin.InvalidOriginException;
import dev.tablecast.infrastructure.origin.Origin;
import java.util.List;
import java.util.Optional;

/** The settings of authentication and allowed origins. */
public final class AuthSettings {
    public static final Setting<String> AUTH =
            new Setting<>(
                    "auth",
                    Values.oneOf("jwt", "iam", "none"),
                    "Authentication of clients; required. `jwt`: clients present a"
                            + " token, see [Authentication](authentication.md). `iam`: clients sign"
                            + " the request as an AWS identity that may `execute-api:Invoke` the"
                            + " stage. `none`: anyone who knows the URL may connect; a warning says"
                            + " so.");

    private static final String ANY = "*";

    public static final Setting<List<String>> ALLOWED_ORIGINS =
            new Setting<>(
                    "allowedOrigins",
                    Values.lists(
                            "* alone, or origins such as https://example.com,"
                                    + " https://*.example.com and capacitor://localhost",
                            origin -> true),
                    ANY,
                    "Origins whose pages may connect. Browsers send the origin; other"
                            + " clients can send any. All origins are allowed by default, because a"
                            + " feed doesn't know its pages. `https://*.example.com` allows"
                            + " subdomains at any depth, but not example.com itself; make sure that"
                            + " nobody else owns names under it. A port is part of an origin,"
                            + " except 443 for https and 80 for http. International host names may"
                            + " be written in Unicode. Apps and browser extensions have origins"
                            + " too: `chrome-extension://…`, `tauri://localhost`.");

    private AuthSettings() {}

    /** Returns the origins whose pages may connect, as browsers send them; empty for any. */
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
