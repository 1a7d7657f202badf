package dev.tablecast.local.cloud.gateway;

/** The gateway's server, or a handler mounted on it, didn't start. */
public final class GatewayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayStartException(Throwable cause) {
        super("the gateway didn't start: " + cause.getMessage(), cause);
    }
}
