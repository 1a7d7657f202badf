package dev.tablecast.local.cloud.deployed;

/** Thrown where a deployed function can't be started, or has ended; the message says why. */
public final class DeployedFunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeployedFunctionException(String message) {
        super(message);
    }
}
