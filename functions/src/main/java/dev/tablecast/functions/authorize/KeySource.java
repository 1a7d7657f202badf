package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWKSet;

/** Where an issuer's keys are. */
interface KeySource {
    /**
     * Returns the issuer's keys of this moment, within seconds.
     *
     * @throws KeysUnavailableException if they can't be had
     */
    JWKSet fetch();
}
