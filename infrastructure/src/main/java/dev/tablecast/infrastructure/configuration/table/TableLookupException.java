package dev.tablecast.infrastructure.configuration.table;

/** The reason for which a table can't be described. */
public final class TableLookupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TableLookupException(String message) {
        super(message);
    }

    public TableLookupException(String message, Throwable cause) {
        super(message, cause);
    }
}
