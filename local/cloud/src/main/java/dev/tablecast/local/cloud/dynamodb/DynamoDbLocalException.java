package dev.tablecast.local.cloud.dynamodb;

/** Thrown when DynamoDB Local can't run here; the message is for its user, on one line. */
public final class DynamoDbLocalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DynamoDbLocalException(String message) {
        super(message);
    }

    DynamoDbLocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
