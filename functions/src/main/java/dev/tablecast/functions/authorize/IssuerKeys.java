package dev.tablecast.functions.authorize;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, kept between connections: Nimbus's cache, rate limit and tolerance of outages.
 *
 * <p>Keys are fetched when the first token comes, again when they are no longer {@link #FRESH}, and
 * at once for a token whose key isn't among them, because the issuer may have a new one. Anyone can
 * make up such a token, so there are at most two fetches in {@link #PAUSE}. While the issuer can't
 * be reached, the keys that are known go on working for as long as they are {@link #KEPT}.
 *
 * <p>These are the parts that {@link JWKSourceBuilder} puts together, in its order. What it builds
 * asks the system's clock; this passes in its own.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(10);
    static final Duration KEPT = Duration.ofHours(24);
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** Longer than a fetch takes; Lambda's instances serve one client at a time anyway. */
    private static final Duration WAIT = Documents.TIMEOUT.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final JWKSetSource<SecurityContext> source;
    private final InstantSource clock;

    IssuerKeys(KeySource source, InstantSource clock) {
        var tolerant = new OutageTolerantJWKSetSource<>(new Logged(source), KEPT.toMillis(), null);
        var limited = new RateLimitedJWKSetSource<>(tolerant, PAUSE.toMillis(), null);
        this.source = new CachingJWKSetSource<>(limited, FRESH.toMillis(), WAIT.toMillis(), null);
        this.clock = clock;
    }

    /** Returns the keys with which such a token may be signed; none if there are none. */
    List<JWK> matching(JWKMatcher wanted) {
        var selector = new JWKSelector(wanted);
        try {
            JWKSet known = keys(JWKSetCacheRefreshEvaluator.noRefresh());
            List<JWK> found = selector.select(known);
            return found.isEmpty()
                    ? selector.select(keys(JWKSetCacheRefreshEvaluator.referenceComparison(known)))
                    : found;
        } catch (KeySourceException e) {
            // Logged where it happened, unless it is the rate limit.
            return List.of();
        }
    }

    private JWKSet keys(JWKSetCacheRefreshEvaluator refresh) throws KeySourceException {
        return source.getJWKSet(refresh, clock.millis(), null);
    }

    /** The source as Nimbus asks it. */
    private record Logged(KeySource source) implements JWKSetSource<SecurityContext> {
        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh,
                long currentTime,
                @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                return source.fetch();
            } catch (KeysUnavailableException e) {
                LOG.atWarn().addKeyValue("problem", e.getMessage()).log("No keys of the issuer");
                throw new JWKSetRetrievalException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            // It holds nothing open.
        }
    }
}
