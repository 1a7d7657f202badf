package dev.tablecast.soak.protocol;

/**
 * A change as a message tells it.
 *
 * @param number its number in the log
 * @param change the writer's number for it, see {@link dev.tablecast.soak.protocol.MessageReader}
 * @param id a small number of its own for the three of epoch, number and change
 */
public record ToldChange(String epoch, long number, int change, int id) {}
