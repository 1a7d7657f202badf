package dev.tablecast.functions.subscribe;

import java.util.OptionalLong;

/** Thrown when a client's message can't be read; its message is meant for the client. */
final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sub;
    private final long rev;
    private final String reason;

    /**
     * @param sub the subscription that the message names; empty if it names none
     * @param rev that it has; negative if it has none
     * @param reason the name of the problem
     */
    InvalidRequestException(String sub, long rev, String reason, String message) {
        super(message);
        this.sub = sub;
        this.rev = rev;
        this.reason = reason;
    }

    String sub() {
        return sub;
    }

    OptionalLong rev() {
        return rev < 0 ? OptionalLong.empty() : OptionalLong.of(rev);
    }

    String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
