package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.nimbusds.jose.jwk.JWK;
import dev.tablecast.functions.authorize.Decision.Allowed;
import dev.tablecast.functions.authorize.Decision.Reason;
import dev.tablecast.functions.authorize.Decision.Unauthenticated;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every issuer in {@code docs/authentication.md}, each with a token of its shape. */
class IssuersTest {
    private static final Path PAGE = Path.of("..", "docs", "authentication.md");
    private static final String HEAD =
            "| issuer | signs with | `jwtIssuer` | `jwtAudience` | and |\n|---|---|---|---|---|\n";

    static Stream<Arguments> issuers() {
        return Issuers.ALL.stream().map(issuer -> argumentSet(issuer.name(), issuer));
    }

    @ParameterizedTest
    @MethodSource("issuers")
    void itsTokenLetsInWithTheSettingsOfThePage(IssuerShape issuer) {
        assertThat(decision(issuer, issuer.environment())).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @MethodSource("issuers")
    void itsTokenForSomeoneElseDoesNot(IssuerShape issuer) {
        var other = new HashMap<>(issuer.environment());
        other.put("JWT_AUDIENCE", "someone-else");

        assertThat(decision(issuer, other)).isEqualTo(new Unauthenticated(Reason.AUDIENCE));
    }

    @Test
    void thePageHasTheseIssuersAndNoOther() throws IOException {
        String table =
                HEAD + String.join("\n", Issuers.ALL.stream().map(IssuerShape::row).toList());
        String page = Files.readString(PAGE);

        assertThat(page)
                .as("docs/authentication.md, the table of issuers")
                .contains(table + "\n\n");
    }

    private static Decision decision(IssuerShape issuer, Map<String, String> environment) {
        JWK key = Tokens.keyFor(issuer.algorithm());
        var clock = new ManualClock(Tokens.NOW);
        var settings = EnvironmentSettings.read(environment, AuthorizeSettings::read);
        var keys = new IssuerKeys(new FakeKeySource(key), clock);
        return new TokenVerifier(settings.policy(), keys, clock).verify(issuer.token(key));
    }
}
