package dev.tablecast.local.cloud.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpExchange;
import dev.tablecast.testing.http.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The hook of {@code client/react.js} with the real React in a real browser. */
class ReactPageIT {
    private static final String PROPERTIES = "/META-INF/maven/org.webjars.npm/%s/pom.properties";
    private static final String WEBJAR = "/META-INF/resources/webjars/%s/%s/cjs/%s.development.js";

    /** Runs {@code react/tests.js}, whose tests each write a line. */
    @TestFactory
    Stream<DynamicTest> tests() throws IOException {
        var pages =
                new TestServer()
                        .on("/webjars/", ReactPageIT::sendWebJar)
                        .on("/react/", ReactPageIT::sendResource)
                        .on("/", ReactPageIT::sendModule);
        var uri = URI.create("http://localhost:" + pages.port() + "/react/page.html");
        try (pages;
                var page = Chromium.open(uri)) {
            page.awaitText("#log", "done");
            var lines = page.texts("#log > li");
            assertThat(lines).isNotEmpty();
            return lines.stream()
                    .map(
                            line ->
                                    dynamicTest(
                                            line.split(": ", 2)[0],
                                            () -> assertThat(line).endsWith(": passed")));
        }
    }

    private static void sendWebJar(HttpExchange exchange) throws IOException {
        String file = name(exchange);
        String jar = file.startsWith("react-dom") ? "react-dom" : file;
        var properties = new Properties();
        properties.load(new ByteArrayInputStream(resource(PROPERTIES.formatted(jar))));
        String path = WEBJAR.formatted(jar, properties.getProperty("version"), file);
        send(exchange, "text/javascript", resource(path));
    }

    private static void sendResource(HttpExchange exchange) throws IOException {
        String name = name(exchange);
        String type = name.endsWith(".html") ? "text/html" : "text/javascript";
        send(exchange, type, resource("/react/" + name));
    }

    private static void sendModule(HttpExchange exchange) throws IOException {
        var module = Path.of(System.getProperty("tablecast.project"), "client", name(exchange));
        send(exchange, "text/javascript", Files.readAllBytes(module));
    }

    private static String name(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ReactPageIT.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        TestServer.answer(exchange, type + "; charset=" + UTF_8.name(), bytes);
    }
}
