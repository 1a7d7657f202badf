package dev.tablecast.local.stepfunctions.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tablecast.local.stepfunctions.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A response to a request whose body hasn't been read.
 *
 * <p>Its JSON contains the code and the message twice: as {@code __type} and {@code message} for
 * AWS's clients, and in {@code error} as in the API of the console.
 *
 * @param status the HTTP status
 */
public record Refusal(int status, String code, String message) {
    private static final int LONGEST_VALUE = 200;

    /**
     * Maximum size of a body that is discarded. The client that sends a larger one may get no
     * response.
     */
    private static final long MOST_DISCARDED_BYTES = 64 * 1024 * 1024;

    static Refusal host(String found, Hosts hosts) {
        return new Refusal(
                403, "ForbiddenHost", "Host: found %s, may be %s".formatted(brief(found), hosts));
    }

    static Refusal origin(String found, String own, Origins origins) {
        return new Refusal(
                403,
                "ForbiddenOrigin",
                "Origin: found %s, may be %s".formatted(brief(found), allowed(own, origins)));
    }

    static Refusal site(String found, String own, Origins origins) {
        return new Refusal(
                403,
                "ForbiddenOrigin",
                "Sec-Fetch-Site: found %s; the page's origin may be %s"
                        .formatted(brief(found), allowed(own, origins)));
    }

    /** Returns the refusal of a body that is too large. */
    public static Refusal tooLarge(long most) {
        return new Refusal(
                413,
                "RequestTooLarge",
                "body: found more than %d bytes, which is the limit".formatted(most));
    }

    static Refusal busy(int mostBytes) {
        return new Refusal(
                503,
                "ServiceUnavailable",
                "body: too much of the total limit of %d bytes is used by other requests; try again"
                        .formatted(mostBytes));
    }

    private static String allowed(String own, Origins origins) {
        return switch (origins) {
            case Origins.Own none -> own;
            case Origins.AtHome home ->
                    "that of a page on any port of %s, or one that %s names"
                            .formatted(home.hosts(), home.namedBy());
        };
    }

    private static String brief(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }

    /**
     * Sends the response, closes the connection, and discards the rest of the body. Without that,
     * the client's socket could be reset before the client has read the response.
     */
    public void send(Request request, Response response, Callback callback) {
        response.setStatus(status);
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        headers.put("x-amzn-ErrorType", code);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.CONNECTION, "close");
        response.write(
                true,
                ByteBuffer.wrap(json().getBytes(UTF_8)),
                Callback.from(() -> discard(request, callback), callback::failed));
    }

    private String json() {
        var json = Json.object().put("__type", code).put("message", message);
        json.putObject("error").put("code", code).put("message", message);
        return Json.write(json);
    }

    private static void discard(Request request, Callback callback) {
        // A client that expects 100 sends nothing after another answer.
        if (request.getHeaders().contains(HttpHeader.EXPECT)
                || request.getLength() > MOST_DISCARDED_BYTES) {
            callback.succeeded();
        } else {
            Content.Source.consumeAll(
                    request, Callback.from(callback::succeeded, failure -> callback.succeeded()));
        }
    }
}
