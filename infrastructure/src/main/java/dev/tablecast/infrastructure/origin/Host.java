package dev.tablecast.infrastructure.origin;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hosts as browsers write them: in lower case, international ones in punycode, IPv6 addresses
 * compressed.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-parsing">URL Standard: host parsing</a>
 */
final class Host {
    private static final IDNA UTS_46 =
            IDNA.getUTS46Instance(
                    IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

    /** The errors that ICU reports and browsers allow: CheckHyphens and VerifyDnsLength are off. */
    private static final Set<IDNA.Error> ALLOWED_BY_BROWSERS =
            EnumSet.of(
                    IDNA.Error.EMPTY_LABEL,
                    IDNA.Error.LABEL_TOO_LONG,
                    IDNA.Error.DOMAIN_NAME_TOO_LONG,
                    IDNA.Error.LEADING_HYPHEN,
                    IDNA.Error.TRAILING_HYPHEN,
                    IDNA.Error.HYPHEN_3_4);

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f#%/:<>?@\\[\\\\\\]^|]");
    private static final Pattern APP = Pattern.compile("[a-z0-9._~-]+");
    private static final Pattern LAST_LABEL_IS_A_NUMBER =
            Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern IPV4 =
            Pattern.compile(
                    "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"
                            + "(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private Host() {}

    /** Returns the host of an {@code http} or {@code https} origin. */
    static String ofWeb(String host) {
        if (host.startsWith("[")) {
            return Ipv6.bracketed(host);
        }
        String domain = domain(host);
        if (LAST_LABEL_IS_A_NUMBER.matcher(domain).matches() && !IPV4.matcher(domain).matches()) {
            throw new InvalidOriginException(
                    "an IP address as browsers write it, such as 127.0.0.1 or [::1]");
        }
        return domain;
    }

    /** Returns a domain that may stand behind {@code *.}. */
    static String withSubdomains(String host) {
        String domain = ofWeb(host);
        if (domain.startsWith("[") || IPV4.matcher(domain).matches()) {
            throw new InvalidOriginException("*. before a domain, not before an IP address");
        }
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (!name.contains(".") && !name.equals("localhost")) {
            throw new InvalidOriginException(
                    "*. before a domain of your own, such as https://*.example.com");
        }
        return domain;
    }

    /** Returns the host of an app's scheme: a name or an id, in which browsers change nothing. */
    static String ofApp(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.contains("*")) {
            throw new InvalidOriginException("* as a subdomain of http and https origins alone");
        }
        if (!APP.matcher(name).matches()) {
            throw new InvalidOriginException(
                    "the host of the app, such as capacitor://localhost or chrome-extension://"
                            + "abcdefghijklmnopabcdefghijklmnop");
        }
        return name;
    }

    private static String domain(String host) {
        if (host.contains("*")) {
            throw new InvalidOriginException(
                    "* alone, or as the first label of a domain: https://*.example.com");
        }
        var domain = new StringBuilder();
        var info = new IDNA.Info();
        UTS_46.nameToASCII(host, domain, info);
        if (domain.length() == 0
                || !ALLOWED_BY_BROWSERS.containsAll(info.getErrors())
                || FORBIDDEN.matcher(domain).find()) {
            throw new InvalidOriginException(
                    "an origin with a host that browsers know, such as https://example.com");
        }
        return domain.toString();
    }
}
