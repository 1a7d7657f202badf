package dev.tablecast.functions.subscribe;

/** Thrown when a client's message can't be read; its message is meant for the client. */
final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sub;

    /**
     * @param sub the subscription that the message names; empty if it names none
     */
    InvalidRequestException(String sub, String message) {
        super(message);
        this.sub = sub;
    }

    String sub() {
        return sub;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
