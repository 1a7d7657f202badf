package dev.tablecast.functions.post;

/** The meaning of an answer to a close. */
enum CloseMeaning {
    /** 204 or 200: the connection was open, and its client knows now that it is closed. */
    CLOSED,
    /** 410: no such connection, or not open yet. */
    GONE,
    /** 400 or 404: the id is none of this API. */
    UNKNOWN,
    /** 429, a server's error, or no answer: the next try may succeed. */
    BUSY,
    /** Any other status: no try will succeed, and the connection may still be open. */
    REFUSED;

    static CloseMeaning of(Answer answer) {
        return switch (answer) {
            case Answer.None none -> BUSY;
            case Answer.Status status -> of(status.code());
        };
    }

    private static CloseMeaning of(int status) {
        return switch (status) {
            case StatusCode.OK, StatusCode.NO_CONTENT -> CLOSED;
            case StatusCode.GONE -> GONE;
            case StatusCode.BAD_REQUEST, StatusCode.NOT_FOUND -> UNKNOWN;
            default -> StatusCode.isTransient(status) ? BUSY : REFUSED;
        };
    }
}
