package dev.tablecast.local.stepfunctions.jsonata;

/** Text that is no JSONata, or reads what there isn't where it stands. */
public final class InvalidJsonataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    InvalidJsonataException(boolean unsupported, String message) {
        super(message);
        this.unsupported = unsupported;
    }

    /** Whether it is JSONata, but not what Step Functions evaluates. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
