package dev.tablecast.local.cloud.console;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Keeps pages of other sites, open in the same browser, from using the console's API. */
final class Guard {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private Guard() {}

    /**
     * A name that resolves to this machine, but isn't one of its own, is an attacker's.
     *
     * @throws ApiException unless the host is a name of the loopback interface
     */
    static void checkHost(Request request) {
        String host = host(request);
        if (!LOOPBACK.matcher(host).matches()) {
            throw new ApiException(
                    403,
                    "ForbiddenHost",
                    "Host: found %s, may be localhost, 127.0.0.1 or [::1]"
                            .formatted(host.isEmpty() ? "none" : host));
        }
    }

    /**
     * @throws ApiException if another page asks for a change, or the body isn't JSON
     */
    static void checkChange(Request request) {
        checkOrigin(request);
        String type = header(request, HttpHeader.CONTENT_TYPE).orElse("none");
        if (!mediaType(type).equals("application/json")) {
            throw new ApiException(
                    415,
                    "UnsupportedMediaType",
                    "Content-Type: found %s, may be application/json".formatted(type));
        }
    }

    /**
     * @throws ApiException if another page asks
     */
    static void checkOrigin(Request request) {
        String own = "http://" + host(request);
        header(request, HttpHeader.ORIGIN)
                .filter(origin -> !origin.equals(own))
                .ifPresent(
                        origin -> {
                            throw new ApiException(
                                    403,
                                    "ForbiddenOrigin",
                                    "Origin: found %s, may be %s".formatted(origin, own));
                        });
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String host(Request request) {
        return header(request, HttpHeader.HOST).orElse("").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> header(Request request, HttpHeader name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}
