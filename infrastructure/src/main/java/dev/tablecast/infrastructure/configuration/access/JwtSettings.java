package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of tokens, for {@code auth: jwt} only. */
public final class JwtSettings {
    public static final Setting<String> ISSUER =
            new Setting<>(
                    "jwtIssuer",
                    Values.texts(
                            "the issuer of the tokens, an https URL without a query (http on"
                                    + " localhost only)",
                            text ->
                                    address(text)
                                            .filter(url -> url.getRawQuery() == null)
                                            .isPresent()),
                    "Issuer of the tokens, exactly as in their `iss`; its metadata has"
                            + " the address of its keys. Required for `jwt`.");

    public static final Setting<List<String>> AUDIENCE =
            new Setting<>(
                    "jwtAudience",
                    Values.lists(
                            "a list of at least one audience, none with a comma",
                            JwtSettings::isElement),
                    "Accepted audiences: a token must name one of them in the claim that"
                            + " `jwtAudienceClaims` selects. Required for `jwt`.");

    public static final Setting<List<String>> AUDIENCE_CLAIMS =
            new Setting<>(
                    "jwtAudienceClaims",
                    Values.lists(
                            "a list of at least one claim, each of letters, digits and _ - . : /",
                            claim -> claim.matches("[\\w.:/-]+")),
                    "aud, client_id, azp",
                    "Claims that may name the audience: the first one that the token"
                            + " has, and that isn't empty, decides. Issuers that write no `aud`"
                            + " name the client instead.");

    public static final Setting<List<String>> REQUIRED_CLAIMS =
            new Setting<>(
                    "jwtRequiredClaims",
                    Values.lists(
                            "names and values such as scope=feed, none with a comma",
                            claim -> isElement(claim) && claim.matches("[^=]+=.+")),
                    "Further claims that a token must have.");

    public static final Setting<String> JWKS_URL =
            new Setting<>(
                    "jwksUrl",
                    Values.texts(
                            "an https URL (http on localhost only)",
                            text -> address(text).isPresent()),
                    "Address of the issuer's keys, for an issuer without metadata.");

    public static final Setting<Boolean> ALLOW_ID_TOKENS =
            new Setting<>(
                    "allowIdTokens",
                    Values.flags(),
                    "false",
                    "Whether to accept ID tokens, recognised by `typ` or `token_use`. An"
                            + " ID token is made for the page that signed someone in, not for an"
                            + " API. Logout tokens are never accepted.");

    /** Bytes; two URLs and three lists have to fit into a function's environment of 4 KB. */
    private static final int MAXIMUM_URL = 512;

    private static final int MAXIMUM_LIST = 1024;
    private static final int MAXIMUM_CLAIMS = 256;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private JwtSettings() {}

    static Auth.Jwt read(StackSettings settings) {
        return new Auth.Jwt(
                needed(settings, ISSUER, MAXIMUM_URL).orElse(""),
                needed(settings, AUDIENCE, MAXIMUM_LIST).orElse(List.of()),
                limited(settings, AUDIENCE_CLAIMS, MAXIMUM_CLAIMS).orElse(List.of()),
                limited(settings, REQUIRED_CLAIMS, MAXIMUM_LIST).orElse(List.of()),
                settings.get(ALLOW_ID_TOKENS),
                limited(settings, JWKS_URL, MAXIMUM_URL),
                settings.find(ViewSettings.ROW_ACCESS));
    }

    /** Notes a problem for each setting about tokens, where there are none. */
    static void forbid(StackSettings settings) {
        settings.forbid(
                "unless auth is jwt",
                ISSUER,
                AUDIENCE,
                AUDIENCE_CLAIMS,
                REQUIRED_CLAIMS,
                ALLOW_ID_TOKENS,
                JWKS_URL);
    }

    private static <T> Optional<T> needed(StackSettings settings, Setting<T> setting, int maximum) {
        if (!settings.isSet(setting)) {
            settings.missing(setting, "because auth is jwt");
        }
        return limited(settings, setting, maximum);
    }

    private static <T> Optional<T> limited(
            StackSettings settings, Setting<T> setting, int maximum) {
        var found = settings.find(setting);
        found.ifPresent(value -> settings.limit(setting, variable(value), maximum));
        return found;
    }

    /** Returns the value of the function's environment variable. */
    private static String variable(Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : value.toString();
    }

    private static boolean isElement(String text) {
        return !text.contains(",");
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(url -> url.getHost() != null && url.getRawFragment() == null)
                    .filter(JwtSettings::isPrivate);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whoever can change what such an address answers can sign tokens. */
    private static boolean isPrivate(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || "http".equalsIgnoreCase(url.getScheme()) && LOOPBACK.contains(url.getHost());
    }
}
