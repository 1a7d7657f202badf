package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.settings.InvalidSettingsException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeSettingsTest {

    @Test
    void everySettingIsRead() {
        assertThat(
                        read(
                                Map.of(
                                        "JWT_ISSUER", "https://issuer.example.com/",
                                        "JWT_AUDIENCE", "one,other",
                                        "JWT_AUDIENCE_CLAIMS", "aud,cid",
                                        "JWT_REQUIRED_CLAIMS", "scope=feed,tenant=7",
                                        "JWT_ALLOW_ID_TOKENS", "true",
                                        "JWKS_URL", "https://keys.example.com/jwks")))
                .isEqualTo(
                        new AuthorizeSettings(
                                new TokenPolicy(
                                        "https://issuer.example.com/",
                                        new Audience(
                                                List.of("one", "other"), List.of("aud", "cid")),
                                        List.of(
                                                new RequiredClaim("scope", "feed"),
                                                new RequiredClaim("tenant", "7")),
                                        true,
                                        Optional.empty()),
                                Optional.of(URI.create("https://keys.example.com/jwks"))));
    }

    @Test
    void theIssuerAndTheAudienceAreEnough() {
        assertThat(
                        read(
                                Map.of(
                                        "JWT_ISSUER", "https://issuer.example.com",
                                        "JWT_AUDIENCE", "one",
                                        "JWT_REQUIRED_CLAIMS", "",
                                        "JWKS_URL", "")))
                .isEqualTo(
                        new AuthorizeSettings(
                                new TokenPolicy(
                                        "https://issuer.example.com",
                                        new Audience(
                                                List.of("one"), List.of("aud", "client_id", "azp")),
                                        List.of(),
                                        false,
                                        Optional.empty()),
                                Optional.empty()));
    }

    @Test
    void rowAccessSaysWhichClaimsAreHandedOn() {
        var settings =
                read(
                        Map.of(
                                "JWT_ISSUER", "https://issuer.example.com",
                                "JWT_AUDIENCE", "one",
                                "ROW_ACCESS", "tenant = :claim.tenant OR #owner = :claim.sub"));

        assertThat(settings.policy().accessClaims())
                .hasValueSatisfying(
                        access ->
                                assertThat(access.rowAccess().claims())
                                        .containsExactly("tenant", "sub"));
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "JWT_ISSUER", "https://issuer.example.com",
                                                "JWT_AUDIENCE", "one",
                                                "ROW_ACCESS", "public = :true")))
                .hasMessage("ROW_ACCESS: \"public\" is a reserved word of DynamoDB; write #public");
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        assertThatThrownBy(() -> new AuthorizeHandler(Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("JWT_ISSUER is not set; JWT_AUDIENCE is not set");
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "JWT_ISSUER", "issuer.example.com",
                                                "JWT_AUDIENCE", "one",
                                                "JWT_REQUIRED_CLAIMS", "scope",
                                                "JWT_ALLOW_ID_TOKENS", "yes",
                                                "JWKS_URL", "http://keys.example.com")))
                .hasMessage(
                        "JWT_ISSUER is \"issuer.example.com\"; it takes an https URL (http on this"
                            + " machine only); JWT_REQUIRED_CLAIMS is \"scope\"; it takes a name"
                            + " and a value, such as scope=feed; JWT_ALLOW_ID_TOKENS is \"yes\"; it"
                            + " takes true or false; JWKS_URL is \"http://keys.example.com\"; it"
                            + " takes an https URL (http on this machine only)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://localhost.example.com",
                "http://127.0.0.1@example.com",
                "ftp://localhost",
                "file:///etc/passwd",
                "https:///keys",
                "https:keys",
                "keys",
                "https://exa mple.com"
            })
    void keysComeFromNowhereElse(String address) {
        assertThat(IssuerAddress.parse(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://login.microsoftonline.com/tenant/v2.0",
                "http://localhost:8080",
                "http://127.0.0.1:1/keys",
                "http://[::1]:1/keys"
            })
    void keysComeByHttpsOrFromThisMachine(String address) {
        assertThat(IssuerAddress.parse(address)).contains(URI.create(address));
    }

    private static AuthorizeSettings read(Map<String, String> environment) {
        return EnvironmentSettings.read(environment, AuthorizeSettings::read);
    }
}
