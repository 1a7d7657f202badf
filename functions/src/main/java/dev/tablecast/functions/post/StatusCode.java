package dev.tablecast.functions.post;

/**
 * The HTTP status codes that decide something. The API documents 200, 204, 400, 403, 410, 413, 429
 * and 500; every other one is decided too.
 */
final class StatusCode {
    static final int OK = 200;
    static final int NO_CONTENT = 204;
    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int GONE = 410;
    static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private StatusCode() {}

    /** Returns whether the same call may succeed later. */
    static boolean isTransient(int status) {
        return status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
    }
}
