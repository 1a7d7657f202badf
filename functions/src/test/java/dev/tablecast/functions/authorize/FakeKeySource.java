package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;

/** Keys that come and go, and a count of who asked. */
final class FakeKeySource implements KeySource {
    private List<JWK> keys;
    private boolean down;
    private int fetches;

    FakeKeySource(JWK... keys) {
        this.keys = Tokens.published(keys);
    }

    void publish(JWK... rotated) {
        keys = Tokens.published(rotated);
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    int fetches() {
        return fetches;
    }

    @Override
    public JWKSet fetch() {
        fetches++;
        if (down) {
            throw new KeysUnavailableException("down");
        }
        return new JWKSet(keys);
    }
}
