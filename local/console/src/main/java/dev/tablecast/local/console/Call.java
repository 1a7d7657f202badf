package dev.tablecast.local.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/**
 * A request of the API.
 *
 * @param path the path as sent, still encoded
 * @param arguments the decoded segments of the path after the endpoint's name
 */
record Call(Request request, String path, List<String> arguments) {
    private static final int PREFIX = "/api/".length();

    /** Returns the call that a request to {@code /api/ENDPOINT/ARGUMENT…} makes. */
    static Call of(Request request) {
        String path = Request.getPathInContext(request);
        List<String> segments = Arrays.asList(path.substring(PREFIX).split("/", -1));
        return new Call(request, path, segments.stream().skip(1).map(URIUtil::decodePath).toList());
    }

    String endpoint() {
        String rest = path.substring(PREFIX);
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    String method() {
        return request.getMethod();
    }

    /** Returns true for a {@code GET} or {@code HEAD}, which have the same answer. */
    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
    }

    /**
     * Returns the query parameter {@code limit}.
     *
     * @throws ApiException if it isn't an integer from 1 to {@code most}
     */
    int limit(int byDefault, int most) {
        Optional<String> text = query("limit");
        if (text.isEmpty()) {
            return byDefault;
        }
        if (!text.get().matches("[1-9]\\d{0,3}") || Integer.parseInt(text.get()) > most) {
            throw ApiException.invalid(
                    "limit: found %s, may be from 1 to %d".formatted(text.get(), most));
        }
        return Integer.parseInt(text.get());
    }

    ApiException notFound() {
        return new ApiException(404, "NotFound", path + ": no such path");
    }

    Reply methodNotAllowed(String allowed) {
        return Reply.methodNotAllowed(method(), path, allowed);
    }
}
