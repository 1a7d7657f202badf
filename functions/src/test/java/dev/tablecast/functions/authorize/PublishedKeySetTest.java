package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeySetTest {
    private static final String GOOD = Tokens.EC.toPublicJWK().toJSONString();

    private static final String TOKEN = Tokens.signed(Tokens.EC, Tokens.claims());
    private static final String WITHOUT_ID =
            Tokens.signed(new JWSHeader.Builder(JWSAlgorithm.ES256), Tokens.EC, Tokens.claims());

    /** Further members of a key, and unusual values of members. */
    private static final List<String> MEMBERS =
            List.of(
                    "kty",
                    "use",
                    "key_ops",
                    "alg",
                    "kid",
                    "x5u",
                    "x5c",
                    "x5t",
                    "x5t#S256",
                    "exp",
                    "nbf",
                    "iat",
                    "revoked",
                    "crv",
                    "x",
                    "y",
                    "d",
                    "n",
                    "e",
                    "oth",
                    "k");

    private static final List<Object> ODD =
            Arrays.asList(
                    null,
                    "",
                    " ",
                    "odd",
                    "AA",
                    "*",
                    0,
                    -1,
                    1e300,
                    true,
                    List.of(),
                    List.of("sign", "sign"),
                    List.of("odd"),
                    List.of(7),
                    Arrays.asList((Object) null),
                    Map.of(),
                    Map.of("odd", List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kty':'AKP','alg':'ML-DSA-44','pub':'AA'}",
                "{'kty':'EC','crv':'BP-256','x':'AA','y':'AA'}",
                "{'kty':'EC','crv':'P-256','x':'AA','y':'AA'}",
                "{'kty':'EC','crv':'P-256','x':'AA'}",
                "{'kty':'EC','x':'AA','y':'AA'}",
                "{'kty':'OKP','crv':'Ed25519'}",
                "{'kty':'OKP','crv':'Odd','x':'AA'}",
                "{'kty':'RSA'}",
                "{'kty':'RSA','n':'AQAB'}",
                "{'kty':'RSA','n':'','e':''}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','x5c':['not a certificate']}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','x5c':'text'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','x5c':[7]}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','x5c':[]}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','x5u':'not a url'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','key_ops':['odd']}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','key_ops':'verify'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','key_ops':['verify','verify']}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','use':'sig','key_ops':['encrypt']}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','use':7}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','use':''}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','alg':'odd'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','alg':7}",
                "{'kty':'RSA','n':7,'e':true}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','n':'','kid':'twice'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB','exp':'tomorrow'}",
                "{'kty':'oct','k':''}",
                "{'kty':'oct'}",
                "{'kty':7}",
                "{'kty':null}",
                "{'kty':''}",
                "{'kid':'without-kty'}",
                "{}",
                "[]",
                "null",
                "7",
                "'text'"
            })
    void aKeyThatIsNotUnderstoodTakesNoOtherAlong(String bad) throws ParseException {
        String key = bad.replace('\'', '"');

        assertLetsIn("%s,%s".formatted(key, GOOD));
        assertLetsIn("%s,%s".formatted(GOOD, key));
        assertLetsIn("%s,%s,%s".formatted(key, GOOD, key));
    }

    @Test
    void noSetOfOddKeysHidesTheGoodOne() throws ParseException {
        var random = new Random(1);
        List<JWK> models =
                List.of(
                        Tokens.RSA,
                        Tokens.EC,
                        Tokens.ED,
                        Tokens.keyFor(JWSAlgorithm.ES384),
                        Tokens.keyFor(JWSAlgorithm.ES512));
        for (int i = 0; i < 5000; i++) {
            var keys = new ArrayList<String>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                JWK model = models.get(random.nextInt(models.size()));
                keys.add(odd(model.toPublicJWK().toJSONObject(), random));
            }
            keys.add(random.nextInt(keys.size() + 1), GOOD);
            assertLetsIn(String.join(",", keys));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"keys\":7}",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "<html>"
            })
    void whatIsNoSetIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> PublishedKeySet.parse(text))
                .isInstanceOfAny(ParseException.class, RuntimeException.class);
    }

    /** Drops or changes up to three members. */
    private static String odd(Map<String, Object> key, Random random) {
        var changed = new TreeMap<>(key);
        changed.put("kid", "odd-" + random.nextInt());
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
            if (random.nextInt(3) == 0) {
                changed.remove(member);
            } else {
                changed.put(member, ODD.get(random.nextInt(ODD.size())));
            }
        }
        return JSONObjectUtils.toJSONString(new LinkedHashMap<>(changed));
    }

    /**
     * A token by the good key is let in, also if it is tried with every key that was understood.
     */
    private static void assertLetsIn(String keys) throws ParseException {
        var understood = PublishedKeySet.parse("{\"keys\":[%s]}".formatted(keys));
        var clock = new ManualClock(Tokens.NOW);
        var verifier =
                new TokenVerifier(Tokens.policy(), new IssuerKeys(() -> understood, clock), clock);

        assertThat(verifier.verify(TOKEN)).as(keys).isInstanceOf(Decision.Allowed.class);
        assertThat(verifier.verify(WITHOUT_ID)).as(keys).isInstanceOf(Decision.Allowed.class);
    }
}
