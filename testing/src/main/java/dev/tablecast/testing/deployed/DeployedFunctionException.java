package dev.tablecast.testing.deployed;

/** Thrown if a deployed function doesn't start, or has ended; the message has the reason. */
public final class DeployedFunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeployedFunctionException(String message) {
        super(message);
    }
}
