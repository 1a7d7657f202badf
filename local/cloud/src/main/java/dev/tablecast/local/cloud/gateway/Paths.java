package dev.tablecast.local.cloud.gateway;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** The path of a request as the gateway reads it. */
final class Paths {
    private Paths() {}

    /** The segments, decoded; a path that isn't one has none. */
    static List<String> segments(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null || !path.startsWith("/")
                ? List.of()
                : Arrays.stream(path.substring(1).split("/")).map(URIUtil::decodePath).toList();
    }
}
