package dev.tablecast.local.stepfunctions.jsonata;

/** An expression is not JSONata, or refers to something that doesn't exist in its field. */
public final class InvalidJsonataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    InvalidJsonataException(boolean unsupported, String message) {
        super(message);
        this.unsupported = unsupported;
    }

    /** Returns whether the expression is JSONata that Step Functions doesn't evaluate. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
