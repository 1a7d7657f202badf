package dev.tablecast.functions.authorize;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an issuer's set of keys one by one. A key that isn't understood is ignored, whatever is
 * wrong with it, so that it can't take the others along.
 *
 * <p>{@link JWKSet#parse} ignores only keys of an unknown {@code kty}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
final class PublishedKeySet {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeySet.class);

    private PublishedKeySet() {}

    /**
     * Returns the keys that are understood; none if there are none.
     *
     * @throws ParseException if the text isn't a set of keys at all
     */
    static JWKSet parse(String json) throws ParseException {
        List<Object> published = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(json), "keys");
        if (published == null) {
            throw new ParseException("There is no \"keys\"", 0);
        }
        var understood = new ArrayList<JWK>();
        var problems = new ArrayList<String>();
        for (Object key : published) {
            try {
                understood.add(JWK.parse(object(key)));
            } catch (ParseException | RuntimeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("ignored", problems.size())
                    .addKeyValue("of", published.size())
                    .addKeyValue("first", problems.getFirst())
                    .log("Keys of the issuer are ignored");
        }
        return new JWKSet(understood);
    }

    private static Map<String, Object> object(Object key) throws ParseException {
        if (!(key instanceof Map<?, ?> members)) {
            throw new ParseException("A key isn't an object", 0);
        }
        var object = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
    }
}
