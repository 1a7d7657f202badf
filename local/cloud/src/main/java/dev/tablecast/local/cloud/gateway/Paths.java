package dev.tablecast.local.cloud.gateway;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** Paths of requests. */
final class Paths {
    private Paths() {}

    /** Returns the decoded segments; none if the request has no path. */
    static List<String> segments(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null || !path.startsWith("/")
                ? List.of()
                : Arrays.stream(path.substring(1).split("/")).map(URIUtil::decodePath).toList();
    }
}
