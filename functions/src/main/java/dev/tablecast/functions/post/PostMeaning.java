package dev.tablecast.functions.post;

/** The meaning of an answer to a post. */
enum PostMeaning {
    /** 200: API Gateway has the message. */
    TAKEN,
    /** 410: no such connection, or not open yet. */
    GONE,
    /** 429, a server's error, or no answer: the next try may succeed. */
    BUSY,
    /** Any other status: no try will succeed, so the connection has to be closed. */
    REFUSED;

    static PostMeaning of(Answer answer) {
        return switch (answer) {
            case Answer.None none -> BUSY;
            case Answer.Status status -> of(status.code());
        };
    }

    private static PostMeaning of(int status) {
        if (status == StatusCode.OK) {
            return TAKEN;
        }
        if (status == StatusCode.GONE) {
            return GONE;
        }
        return StatusCode.isTransient(status) ? BUSY : REFUSED;
    }
}
