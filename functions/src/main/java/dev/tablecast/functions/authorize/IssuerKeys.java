package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, kept between connections.
 *
 * <p>They are fetched when the first token comes, again when they are {@link #FRESH no longer
 * fresh}, and at once for a token whose key isn't among them, since the issuer may have a new one.
 * Anyone can make up such a token, so that is done once in {@link #UNKNOWN_KEY_PAUSE}.
 *
 * <p>While the issuer can't be reached, the keys that are known go on working for as long as they
 * are {@link #KEPT kept}; a token with another key, or any token where none is known, is refused
 * without a wait, but for one try in {@link #FAILURE_PAUSE}.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(10);
    static final Duration KEPT = Duration.ofHours(24);
    static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(30);
    static final Duration FAILURE_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Fetched NOTHING = new Fetched(new JWKSet(), Instant.MIN);

    private final KeySource source;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Fetched latest = NOTHING;
    private volatile Instant nextFetch = Instant.MIN;

    IssuerKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Returns the keys with which such a token may be signed; none if there are none. */
    List<JWK> matching(JWKMatcher wanted) {
        Fetched known = latest;
        List<JWK> found = known.matching(wanted, clock.instant());
        if (found.isEmpty()) {
            return afterFetch(known, wanted);
        }
        if (known.isFresh(clock.instant()) || !fetching.tryLock()) {
            return found;
        }
        try {
            if (latest == known && mayFetch()) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
        return latest.matching(wanted, clock.instant());
    }

    /** Waits for whoever is fetching, and fetches only if nobody has in the meantime. */
    private List<JWK> afterFetch(Fetched known, JWKMatcher wanted) {
        fetching.lock();
        try {
            if (latest == known && mayFetch() && fetch() && known != NOTHING) {
                nextFetch = clock.instant().plus(UNKNOWN_KEY_PAUSE);
            }
        } finally {
            fetching.unlock();
        }
        return latest.matching(wanted, clock.instant());
    }

    private boolean mayFetch() {
        return !clock.instant().isBefore(nextFetch);
    }

    private boolean fetch() {
        try {
            latest = new Fetched(source.fetch(), clock.instant());
            return true;
        } catch (KeysUnavailableException e) {
            nextFetch = clock.instant().plus(FAILURE_PAUSE);
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("No keys of the issuer");
            return false;
        }
    }

    private record Fetched(JWKSet keys, Instant at) {
        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }

        List<JWK> matching(JWKMatcher wanted, Instant now) {
            return now.isBefore(at.plus(KEPT)) ? new JWKSelector(wanted).select(keys) : List.of();
        }
    }
}
