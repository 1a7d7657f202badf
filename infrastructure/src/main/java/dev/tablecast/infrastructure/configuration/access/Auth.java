package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The authentication of clients. There is no default: the choice is the user's. */
public sealed interface Auth {

    /** The authorization type of the {@code $connect} route, in API Gateway's words. */
    String authorizationType();

    /** Reads the choice, and notes a problem if it is missing or unknown. */
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
     * Clients with a JWT signed by its issuer.
     *
     * @param issuer the {@code iss} of every token, and the base URL of its metadata
     * @param audience the accepted audiences
     * @param audienceClaims the claims that may name the audience; the first non-empty one decides
     * @param requiredClaims further required claims, such as {@code scope=feed}
     * @param allowIdTokens whether a token may say that it is an ID token
     * @param jwksUrl the URL of the issuer's keys; empty if its metadata has it
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

        /** Returns the environment variables of the authorizer's function. */
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
