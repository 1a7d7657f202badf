package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWKSet;

/** The source of an issuer's keys. */
interface KeySource {
    /**
     * Returns the issuer's keys of this moment, within seconds.
     *
     * @throws KeysUnavailableException if they can't be fetched
     */
    JWKSet fetch();
}
