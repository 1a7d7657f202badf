package dev.tablecast.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleAssetsIT {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:href=|src=|from |import\\(|import )\"(?:\\./|console/)([^\"]+)\"");

    /** Third-party modules, which this test does not inspect. */
    private static final Set<String> FROM_WEBJARS =
            Set.of("tablecast.js", "subscription.js", "dagre.js");

    private final TestConsole console = new TestConsole();

    @AfterEach
    void close() {
        console.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/console/index.html, text/html; charset=utf-8",
        "/console/main.js, text/javascript; charset=utf-8",
        "/console/console.css, text/css; charset=utf-8",
        "/console/icon.svg, image/svg+xml",
        "/console/tablecast.js, text/javascript; charset=utf-8",
        "/console/subscription.js, text/javascript; charset=utf-8",
        "/console/dagre.js, text/javascript; charset=utf-8"
    })
    void anAssetHasItsContentType(String path, String type) throws Exception {
        HttpResponse<String> response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse<String> response = console.send("HEAD", "/", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatThePageRefersToIsThere() throws Exception {
        assertThat(page())
                .containsKeys("console.css", "icon.svg", "main.js", "live-view.js", "graph.js");
        for (String name : FROM_WEBJARS) {
            assertThat(console.get("/console/" + name).statusCode()).as(name).isEqualTo(200);
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        page().forEach(
                        (name, content) ->
                                assertThat(content.replace("http://www.w3.org/", ""))
                                        .as(name)
                                        .doesNotContain("http://", "https://", "@import"));
    }

    @Test
    void dataNeverBecomesMarkup() throws Exception {
        page().forEach(
                        (name, content) ->
                                assertThat(content)
                                        .as(name)
                                        .doesNotContain(
                                                "innerHTML",
                                                "outerHTML",
                                                "insertAdjacentHTML",
                                                "document.write",
                                                "eval(",
                                                " style="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/none.js",
                "/console/main",
                "/console/.hidden",
                "/console/main.js.map",
                "/console/sub/main.js",
                "/console/Main.class"
            })
    void whatIsntAnAssetIsNotFound(String path) throws Exception {
        assertThat(console.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../dev/tablecast/local/console/Assets.class",
                "/console/..%2fMETA-INF/MANIFEST.MF",
                "/console/%2e%2e/META-INF/MANIFEST.MF",
                "/console/..%5cpom.xml",
                "/console//etc/passwd",
                "/console/%252e%252e/main.js",
                "/console/main.js%00.html",
                "/console/..;/main.js"
            })
    void noPathLeadsOutOfTheFolder(String path) throws Exception {
        String status = console.raw("GET " + path + " HTTP/1.1", "Host: localhost\r\n");

        assertThat(status).matches("HTTP/1.1 (400|404|299).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/index.html", "/console", "/api", "/consoles/main.js"})
    void otherPathsAreLeftToOthers(String path) throws Exception {
        assertThat(console.get(path).statusCode()).isEqualTo(TestConsole.LEFT_TO_OTHERS);
    }

    /** Returns the page and everything that it refers to, directly or indirectly. */
    private Map<String, String> page() throws Exception {
        var found = new TreeMap<String, String>();
        var names = new ArrayDeque<>(List.of("index.html"));
        while (!names.isEmpty()) {
            String name = names.remove();
            if (!found.containsKey(name) && !FROM_WEBJARS.contains(name)) {
                HttpResponse<String> response = console.get("/console/" + name);
                assertThat(response.statusCode()).as(name).isEqualTo(200);
                found.put(name, response.body());
                REFERENCE.matcher(response.body()).results().forEach(r -> names.add(r.group(1)));
            }
        }
        return found;
    }
}
