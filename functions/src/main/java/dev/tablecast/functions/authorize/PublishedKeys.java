package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes: at the address that is given, or else where the issuer's own
 * metadata says ({@code jwks_uri} in {@code /.well-known/openid-configuration}), which is asked
 * each time. Amazon Cognito, Auth0, Microsoft Entra and others have it, whatever their keys'
 * address.
 *
 * @param issuer as in the tokens
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID
 *     Connect Discovery, section 4</a>
 */
record PublishedKeys(String issuer, Optional<URI> address, Documents documents)
        implements KeySource {
    private static final String METADATA = "/.well-known/openid-configuration";

    @Override
    public JWKSet fetch() {
        URI found = address.orElseGet(this::discovered);
        JWKSet keys = parsed(found, "a set of keys", PublishedKeySet::parse);
        if (keys.isEmpty()) {
            throw new KeysUnavailableException(found + " has no key that is understood");
        }
        return keys;
    }

    private URI discovered() {
        URI address = URI.create(issuer.replaceFirst("/$", "") + METADATA);
        Metadata metadata = parsed(address, "an issuer's metadata", Metadata::parse);
        // Section 4.3: metadata of someone else could lead to someone else's keys.
        if (!issuer.equals(metadata.issuer())) {
            throw new KeysUnavailableException(address + " is of another issuer");
        }
        URI keys = metadata.keys();
        if (keys == null || !IssuerAddress.isSafe(keys)) {
            throw new KeysUnavailableException(
                    address + " has no \"jwks_uri\" that is " + IssuerAddress.ALLOWED);
        }
        return keys;
    }

    private <T> T parsed(URI address, String what, Parser<T> parser) {
        String text = documents.get(address);
        try {
            return parser.parse(text);
        } catch (ParseException | RuntimeException e) {
            // Unchecked for some documents, such as "null".
            throw new KeysUnavailableException(address + " isn't " + what, e);
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text) throws ParseException;
    }

    private record Metadata(@Nullable String issuer, @Nullable URI keys) {
        static Metadata parse(String text) throws ParseException {
            var json = JSONObjectUtils.parse(text);
            return new Metadata(
                    JSONObjectUtils.getString(json, "issuer"),
                    JSONObjectUtils.getURI(json, "jwks_uri"));
        }
    }
}
