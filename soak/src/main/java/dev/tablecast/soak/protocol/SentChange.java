package dev.tablecast.soak.protocol;

/**
 * A change in a message.
 *
 * @param number its number in the log
 * @param change the writer's number, see {@link dev.tablecast.soak.protocol.MessageReader}
 * @param id an index that is unique for the combination of epoch, number and change
 */
public record SentChange(String epoch, long number, int change, int id) {}
