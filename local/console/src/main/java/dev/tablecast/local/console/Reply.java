package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An HTTP answer of the console. All answers have the same security headers. */
record Reply(int status, Map<String, String> headers, byte[] content) {
    /**
     * A policy without IPv6 addresses, which CSP lacks: a page at {@code [::1]} connects to
     * localhost.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws://localhost:* ws://127.0.0.1:*;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply content(String contentType, byte[] content) {
        return new Reply(200, Map.of("Content-Type", contentType), content);
    }

    static Reply json(JsonNode json) {
        return json(200, Map.of(), json);
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), new byte[0]);
    }

    static Reply error(int status, String code, String message) {
        return json(status, Map.of(), error(code, message));
    }

    static Reply methodNotAllowed(String method, String path, String allowed) {
        return json(
                405,
                Map.of("Allow", allowed),
                error(
                        "MethodNotAllowed",
                        "%s: found %s, may be one of %s".formatted(path, method, allowed)));
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        headers.forEach(fields::put);
        fields.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Cross-Origin-Resource-Policy", "same-origin");
        fields.put("Referrer-Policy", "no-referrer");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    private static Reply json(int status, Map<String, String> headers, JsonNode json) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new Reply(status, all, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode error(String code, String message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("error").put("code", code).put("message", message);
        return json;
    }
}
