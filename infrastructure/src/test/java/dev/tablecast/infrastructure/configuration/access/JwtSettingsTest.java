package dev.tablecast.infrastructure.configuration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("auth", "jwt", "jwtIssuer", "https://issuer.test", "jwtAudience", "tablecast");

    @Test
    void issuerAndAudienceAreEnough() {
        assertThat(TablecastConfiguration.of(LEAST).auth())
                .isEqualTo(
                        new Auth.Jwt(
                                "https://issuer.test",
                                List.of("tablecast"),
                                List.of("aud", "client_id", "azp"),
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void everySettingIsRead() {
        assertThat(
                        with(
                                "jwtAudience",
                                "[\"one\",\"api://other\"]",
                                "jwtAudienceClaims",
                                "[\"cid\",\"https://example.com/aud\"]",
                                "allowIdTokens",
                                "true",
                                "jwtRequiredClaims",
                                "scope=feed, cognito:groups=admins, expr=a=b",
                                "jwksUrl",
                                "https://keys.test/jwks?p=policy"))
                .isEqualTo(
                        new Auth.Jwt(
                                "https://issuer.test",
                                List.of("one", "api://other"),
                                List.of("cid", "https://example.com/aud"),
                                List.of("scope=feed", "cognito:groups=admins", "expr=a=b"),
                                true,
                                Optional.of("https://keys.test/jwks?p=policy"),
                                Optional.empty()));
    }

    @Test
    void issuerAndAudienceMustBeSet() {
        assertThat(problems(Map.of("auth", "jwt")))
                .containsExactly(
                        "tablecast:jwtIssuer is not set; it takes the issuer of the tokens, an"
                            + " https URL without a query (http on localhost only), because auth is"
                            + " jwt",
                        "tablecast:jwtAudience is not set; it takes a list of at least one"
                                + " audience, none with a comma, because auth is jwt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuer.test",
                "http://issuer.test",
                "http://localhost.issuer.test",
                "https:///path",
                "https://issuer.test/?a=b",
                "https://issuer.test/#a",
                "https://is suer.test",
                "ftp://localhost"
            })
    void anIssuerIsAnHttpsUrl(String issuer) {
        assertThat(problemsWith("jwtIssuer", issuer))
                .containsExactly(
                        "tablecast:jwtIssuer is \"%s\"; it takes the issuer of the tokens, an https"
                                        .formatted(issuer)
                                + " URL without a query (http on localhost only)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
                "https://tenant.eu.auth0.com/",
                "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
                "http://localhost:8081",
                "http://127.0.0.1:8081/realms/test",
                "http://[::1]:8081"
            })
    void anIssuerIsTakenToTheLetter(String issuer) {
        assertThat(((Auth.Jwt) with("jwtIssuer", issuer)).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.test", "http://keys.test/jwks", "https://keys.test/#a"})
    void keysComeByHttps(String url) {
        assertThat(problemsWith("jwksUrl", url))
                .containsExactly(
                        "tablecast:jwksUrl is \"%s\"; it takes an https URL (http on localhost"
                                        .formatted(url)
                                + " only)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "=feed", "scope="})
    void aRequiredClaimHasANameAndAValue(String claim) {
        assertThat(problemsWith("jwtRequiredClaims", claim))
                .containsExactly(
                        "tablecast:jwtRequiredClaims is \"%s\"; it takes names and values such as"
                                        .formatted(claim)
                                + " scope=feed, none with a comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]", "two words", "[\"one,other\"]", "{}"})
    void anAudienceClaimIsAName(String claims) {
        assertThat(problemsWith("jwtAudienceClaims", claims))
                .containsExactly(
                        "tablecast:jwtAudienceClaims is \"%s\"; it takes a list of at least one"
                                        .formatted(claims)
                                + " claim, each of letters, digits and _ - . : /");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1"})
    void idTokensAreAllowedOrNot(String flag) {
        assertThat(problemsWith("allowIdTokens", flag))
                .containsExactly(
                        "tablecast:allowIdTokens is \"%s\"; it takes true or false"
                                .formatted(flag));
    }

    @Test
    void anElementHasNoComma() {
        assertThat(problemsWith("jwtAudience", "[\"one,other\"]"))
                .containsExactly(
                        "tablecast:jwtAudience is \"[\"one,other\"]\"; it takes a list of at least"
                                + " one audience, none with a comma");
    }

    @Test
    void togetherTheyFitIntoAFunctionsEnvironment() {
        var tooLong =
                Map.of(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        "https://issuer.test/" + "x".repeat(512),
                        "jwtAudience",
                        "x".repeat(1025),
                        "jwtAudienceClaims",
                        "x".repeat(257),
                        "jwtRequiredClaims",
                        "scope=" + "x".repeat(1024),
                        "jwksUrl",
                        "https://keys.test/" + "x".repeat(512));

        assertThat(problems(tooLong))
                .containsExactly(
                        "tablecast:jwtIssuer is \"532 bytes\"; it takes at most 512",
                        "tablecast:jwtAudience is \"1025 bytes\"; it takes at most 1024",
                        "tablecast:jwtAudienceClaims is \"257 bytes\"; it takes at most 256",
                        "tablecast:jwtRequiredClaims is \"1030 bytes\"; it takes at most 1024",
                        "tablecast:jwksUrl is \"530 bytes\"; it takes at most 512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "iam"})
    void withoutTokensTheirSettingsAreMistakes(String auth) {
        var settings = new HashMap<>(LEAST);
        settings.put("auth", auth);
        settings.put("jwtRequiredClaims", "scope=feed");
        settings.put("jwtAudienceClaims", "aud");
        settings.put("allowIdTokens", "false");
        settings.put("jwksUrl", "https://keys.test");

        assertThat(problems(settings))
                .containsExactly(
                        "tablecast:jwtIssuer is \"https://issuer.test\"; it takes no value unless"
                                + " auth is jwt",
                        "tablecast:jwtAudience is \"tablecast\"; it takes no value unless auth is"
                                + " jwt",
                        "tablecast:jwtAudienceClaims is \"aud\"; it takes no value unless auth is"
                                + " jwt",
                        "tablecast:jwtRequiredClaims is \"scope=feed\"; it takes no value unless"
                                + " auth is jwt",
                        "tablecast:allowIdTokens is \"false\"; it takes no value unless auth is"
                                + " jwt",
                        "tablecast:jwksUrl is \"https://keys.test\"; it takes no value unless auth"
                                + " is jwt");
    }

    private static Auth with(String... settings) {
        var values = new HashMap<>(LEAST);
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return TablecastConfiguration.of(values).auth();
    }

    private static List<String> problemsWith(String setting, String value) {
        var values = new HashMap<>(LEAST);
        values.put(setting, value);
        return problems(values);
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> TablecastConfiguration.of(settings))
                .problems();
    }
}
