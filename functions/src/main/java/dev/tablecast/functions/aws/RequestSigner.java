package dev.tablecast.functions.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Signs POST requests without a query for one service in one Region, as the SDK's signer does.
 *
 * <p>What requests have in common (the hash of a body, the key of a day, the text of a second) is
 * computed once: where one message is posted to thousands of connections, the SDK's signer hashes
 * it for each of them, and takes a third of all CPU.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class RequestSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private final String region;
    private final String service;
    private final InstantSource clock;
    private volatile Moment moment = Moment.of(Instant.EPOCH);
    private volatile @Nullable Key key;

    RequestSigner(String region, String service, InstantSource clock) {
        this.region = region;
        this.service = service;
        this.clock = clock;
    }

    private record Moment(long epochSecond, String time) {
        static Moment of(Instant instant) {
            return new Moment(instant.getEpochSecond(), TIME.format(instant));
        }

        String date() {
            return time.substring(0, DATE_LENGTH);
        }
    }

    /** A day's key, which signs everything in a Region for a service. */
    private record Key(String secretAccessKey, String date, Mac mac) {
        boolean isOf(AwsCredentialsIdentity identity, String day) {
            return date.equals(day) && secretAccessKey.equals(identity.secretAccessKey());
        }
    }

    /**
     * Returns the headers that make a request a signed one, but for {@code Host}.
     *
     * @param host as the header has it, with the port if that isn't the scheme's own
     * @param path as it is sent, with its escapes and without dots as parts
     */
    Map<String, String> sign(
            AwsCredentialsIdentity identity, String host, String path, SignedHttp.Body body) {
        Moment now = now();
        String token =
                identity instanceof AwsSessionCredentialsIdentity session
                        ? session.sessionToken()
                        : "";
        String names =
                token.isEmpty()
                        ? "host;x-amz-content-sha256;x-amz-date"
                        : "host;x-amz-content-sha256;x-amz-date;x-amz-security-token";
        String request =
                "POST\n"
                        + SdkHttpUtils.urlEncodeIgnoreSlashes(path)
                        + "\n\nhost:"
                        + host
                        + "\nx-amz-content-sha256:"
                        + body.sha256()
                        + "\nx-amz-date:"
                        + now.time()
                        + (token.isEmpty() ? "" : "\nx-amz-security-token:" + token)
                        + "\n\n"
                        + names
                        + "\n"
                        + body.sha256();
        String scope = now.date() + "/" + region + "/" + service + "/aws4_request";
        String signature =
                Sha256.hexHmac(
                        key(identity, now.date()),
                        ALGORITHM
                                + "\n"
                                + now.time()
                                + "\n"
                                + scope
                                + "\n"
                                + Sha256.hex(request.getBytes(StandardCharsets.UTF_8)));
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Authorization",
                ALGORITHM
                        + " Credential="
                        + identity.accessKeyId()
                        + "/"
                        + scope
                        + ", SignedHeaders="
                        + names
                        + ", Signature="
                        + signature);
        headers.put("x-amz-content-sha256", body.sha256());
        headers.put("X-Amz-Date", now.time());
        if (!token.isEmpty()) {
            headers.put("X-Amz-Security-Token", token);
        }
        return headers;
    }

    private Moment now() {
        Instant instant = clock.instant();
        Moment known = moment;
        if (known.epochSecond() == instant.getEpochSecond()) {
            return known;
        }
        Moment now = Moment.of(instant);
        moment = now;
        return now;
    }

    private Mac key(AwsCredentialsIdentity identity, String date) {
        Key known = key;
        if (known != null && known.isOf(identity, date)) {
            return known.mac();
        }
        byte[] secret = ("AWS4" + identity.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        byte[] ofService = Sha256.hmac(Sha256.hmac(Sha256.hmac(secret, date), region), service);
        Mac mac = Sha256.keyed(Sha256.hmac(ofService, "aws4_request"));
        key = new Key(identity.secretAccessKey(), date, mac);
        return mac;
    }
}
