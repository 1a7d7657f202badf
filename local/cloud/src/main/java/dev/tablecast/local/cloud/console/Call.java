package dev.tablecast.local.cloud.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/**
 * A request of the API.
 *
 * @param path as it was sent
 * @param arguments what follows the endpoint's name in the path, decoded
 */
record Call(Request request, String path, List<String> arguments) {
    private static final int PREFIX = "/api/".length();

    /** The first segment of the path after {@code /api/}, and the others as arguments. */
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

    /** Whether it reads; a {@code HEAD} is answered like a {@code GET}. */
    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
    }

    /**
     * A number in the query.
     *
     * @throws ApiException unless it is from 1 to {@code most}
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
        return new ApiException(404, "NotFound", path + ": there is no such path");
    }

    Reply methodNotAllowed(String allowed) {
        return Reply.methodNotAllowed(method(), path, allowed);
    }
}
