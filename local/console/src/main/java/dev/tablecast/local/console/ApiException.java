package dev.tablecast.local.console;

/** An error in a request, with the status, code and message of its answer. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ApiException invalid(String message) {
        return new ApiException(400, "InvalidRequest", message);
    }

    Reply reply() {
        return Reply.error(status, code, getMessage());
    }
}
