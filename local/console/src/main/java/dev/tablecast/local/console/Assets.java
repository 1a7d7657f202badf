package dev.tablecast.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the page: its own from one flat folder on the class path, third-party modules from
 * their WebJars.
 *
 * <p>Names contain no slash and exactly one dot, so that none leads out of the folder.
 */
final class Assets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.([a-z]+)");
    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** Resources of the third-party modules that the page imports, by name. */
    private static final Map<String, String> FROM_WEBJARS =
            Map.of(
                    "tablecast.js",
                    WEBJARS + "tablecast/tablecast.js",
                    "subscription.js",
                    WEBJARS + "tablecast/subscription.js",
                    "dagre.js",
                    WEBJARS + "dagre/" + version("dagre") + "/dist/dagre.min.js");

    private Assets() {}

    static Optional<Reply> find(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.ofNullable(CONTENT_TYPES.get(matcher.group(1)))
                        .flatMap(type -> read(name).map(content -> Reply.content(type, content)))
                : Optional.empty();
    }

    private static Optional<byte[]> read(String name) {
        String resource = FROM_WEBJARS.getOrDefault(name, "/console/" + name);
        try (InputStream asset = Assets.class.getResourceAsStream(resource)) {
            return asset == null ? Optional.empty() : Optional.of(asset.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + name + " can't be read", e);
        }
    }

    /** Returns the version of a WebJar, which is part of its paths. */
    private static String version(String webjar) {
        String path = "/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
        try (InputStream file = Assets.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(
                        "the WebJar " + webjar + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
