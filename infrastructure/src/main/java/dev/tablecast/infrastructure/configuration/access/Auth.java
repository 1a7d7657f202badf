package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may open a connection. There is no default: someone has to choose. */
public sealed interface Auth {

    /** The authorization type of the {@code $connect} route, in API Gateway's words. */
    String authorizationType();

    /** Notes a problem where nobody chose, or chose what isn't there. */
    static Auth read(StackSettings settings) {
        var choice = settings.find(AuthSettings.AUTH).orElse("");
        if (!settings.isSet(AuthSettings.AUTH)) {
            settings.missing(AuthSettings.AUTH);
        }
        if (choice.equals("jwt")) {
            return JwtSettings.read(settings);
        }
        JwtSettings.forbid(settings);
        return choice.equals("iam") ? new Iam() : new None();
    }

    /** Anyone who knows the URL. */
    record None() implements Auth {
        @Override
        public String authorizationType() {
            return "NONE";
        }
    }

    /** An AWS identity with {@code execute-api:Invoke} on the stage, which signs the request. */
    record Iam() implements Auth {
        @Override
        public String authorizationType() {
            return "AWS_IAM";
        }
    }

    /**
     * Who hands over a JWT that its issuer has signed.
     *
     * @param issuer the {@code iss} of every token, and where its keys are found
     * @param audience whom a token may be for
     * @param audienceClaims the claims that may say whom a token is for; the first that isn't empty
     *     decides
     * @param requiredClaims what a token must say besides, such as {@code scope=feed}
     * @param allowIdTokens whether a token may say that it is an ID token
     * @param jwksUrl where the issuer's keys are, unless its metadata says it
     * @param rowAccess the condition whose claims are handed on; empty for none
     */
    record Jwt(
            String issuer,
            List<String> audience,
            List<String> audienceClaims,
            List<String> requiredClaims,
            boolean allowIdTokens,
            Optional<String> jwksUrl,
            Optional<String> rowAccess)
            implements Auth {
        public Jwt {
            audience = List.copyOf(audience);
            audienceClaims = List.copyOf(audienceClaims);
            requiredClaims = List.copyOf(requiredClaims);
        }

        @Override
        public String authorizationType() {
            return "CUSTOM";
        }

        /** The choice as the authorizer's function reads it from its environment. */
        public Map<String, String> environment() {
            var environment =
                    new TreeMap<>(
                            Map.of(
                                    "JWT_ISSUER", issuer,
                                    "JWT_AUDIENCE", String.join(",", audience),
                                    "JWT_AUDIENCE_CLAIMS", String.join(",", audienceClaims),
                                    "JWT_REQUIRED_CLAIMS", String.join(",", requiredClaims),
                                    "JWT_ALLOW_ID_TOKENS", Boolean.toString(allowIdTokens),
                                    "JWKS_URL", jwksUrl.orElse("")));
            rowAccess.ifPresent(expression -> environment.put("ROW_ACCESS", expression));
            return environment;
        }
    }
}
