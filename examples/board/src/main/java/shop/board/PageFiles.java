package shop.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The files of the page, read from its folder at each request. In production a web server serves
 * them.
 *
 * @param folder the page's folder
 * @param feed the WebSocket URL, which the page gets in {@code settings.json}
 * @param issuer the URL of the token issuer
 */
public record PageFiles(Path folder, URI feed, URI issuer) {
    /** A file name without a slash or a second dot, so that no path leaves the folder. */
    private static final Pattern NAME = Pattern.compile("/(tablecast/)?([a-z-]+\\.([a-z]+))");

    private static final String WEBJAR = "/META-INF/resources/webjars/tablecast/";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml");

    /** Sends a file; returns false if there is none. */
    boolean send(Request request, Response response, Callback callback) throws IOException {
        var path = Request.getPathInContext(request);
        var name = NAME.matcher(path.equals("/") ? "/index.html" : path);
        if (!name.matches() || !TYPES.containsKey(name.group(3))) {
            return false;
        }
        var content = name.group(1) == null ? own(name.group(2)) : client(name.group(2));
        content.ifPresent(
                bytes -> {
                    var headers = response.getHeaders();
                    headers.put(HttpHeader.CONTENT_TYPE, TYPES.get(name.group(3)));
                    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
                    headers.put(
                            "Content-Security-Policy",
                            "default-src 'self'; img-src 'self' data:; connect-src 'self' %s;"
                                            .formatted(feed)
                                    + " base-uri 'none'; form-action 'self'; frame-ancestors"
                                    + " 'none'");
                    headers.put("X-Content-Type-Options", "nosniff");
                    response.write(true, ByteBuffer.wrap(bytes), callback);
                });
        return content.isPresent();
    }

    private Optional<byte[]> own(String name) throws IOException {
        if (name.equals("settings.json")) {
            var settings =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("feed", feed.toString())
                            .put("issuer", issuer.toString());
            return Optional.of(settings.toString().getBytes(StandardCharsets.UTF_8));
        }
        var file = folder.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static Optional<byte[]> client(String name) throws IOException {
        try (InputStream module = PageFiles.class.getResourceAsStream(WEBJAR + name)) {
            return module == null ? Optional.empty() : Optional.of(module.readAllBytes());
        }
    }
}
