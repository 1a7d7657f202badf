package dev.tablecast.functions.log;

/** Thrown when records that the log should have are missing: the feed needs a new epoch. */
public final class LogUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnreadableException(String epoch, long number) {
        super("epoch %s has no record %d".formatted(epoch, number));
    }

    public LogUnreadableException(String epoch, long number, Throwable cause) {
        super("record %d of epoch %s or a later one can't be read".formatted(number, epoch), cause);
    }
}
