package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings about tokens, which belong to one way of authentication. */
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
                    "Who signs the tokens, to the letter as in their `iss`; its metadata says where"
                            + " its keys are. Needed for `jwt`.");

    public static final Setting<List<String>> AUDIENCE =
            new Setting<>(
                    "jwtAudience",
                    Values.lists(
                            "a list of at least one audience, none with a comma",
                            JwtSettings::isElement),
                    "Whom a token may be for: one of them is in the claim that `jwtAudienceClaims`"
                            + " finds. Needed for `jwt`.");

    public static final Setting<List<String>> AUDIENCE_CLAIMS =
            new Setting<>(
                    "jwtAudienceClaims",
                    Values.lists(
                            "a list of at least one claim, each of letters, digits and _ - . : /",
                            claim -> claim.matches("[\\w.:/-]+")),
                    "aud, client_id, azp",
                    "The claims that may say whom a token is for: the first of them that the token"
                        + " has, and that isn't empty, decides. Issuers that write no `aud` name"
                        + " the client.");

    public static final Setting<List<String>> REQUIRED_CLAIMS =
            new Setting<>(
                    "jwtRequiredClaims",
                    Values.lists(
                            "names and values such as scope=feed, none with a comma",
                            claim -> isElement(claim) && claim.matches("[^=]+=.+")),
                    "What a token must say besides.");

    public static final Setting<String> JWKS_URL =
            new Setting<>(
                    "jwksUrl",
                    Values.texts(
                            "an https URL (http on localhost only)",
                            text -> address(text).isPresent()),
                    "Where the issuer's keys are, for an issuer without metadata.");

    public static final Setting<Boolean> ALLOW_ID_TOKENS =
            new Setting<>(
                    "allowIdTokens",
                    Values.flags(),
                    "false",
                    "Whether a token may connect whose `typ` or `token_use` says that it is an ID"
                            + " token. An ID token is made for the page that signed someone in, not"
                            + " for an API; a logout token never connects.");

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
            settings.missing(setting, "since auth is jwt");
        }
        return limited(settings, setting, maximum);
    }

    private static <T> Optional<T> limited(StackSettings settings, Setting<T> setting, int maximum) {
        var found = settings.find(setting);
        found.ifPresent(value -> settings.limit(setting, variable(value), maximum));
        return found;
    }

    /** As the function reads it from its environment. */
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
