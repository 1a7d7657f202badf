package dev.tablecast.local.cloud.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the page, from one flat folder of the class path.
 *
 * <p>A name has neither a slash nor more than one dot, so none leads out of that folder.
 */
final class Assets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.([a-z]+)");
    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private Assets() {}

    static Optional<Reply> find(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.ofNullable(CONTENT_TYPES.get(matcher.group(1)))
                        .flatMap(type -> read(name).map(content -> Reply.content(type, content)))
                : Optional.empty();
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream asset = Assets.class.getResourceAsStream("/console/" + name)) {
            return asset == null ? Optional.empty() : Optional.of(asset.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + name + " can't be read", e);
        }
    }
}
