package dev.tablecast.infrastructure.configuration.table;

/** Describes tables of the stack's account and Region by their names. */
@FunctionalInterface
public interface TableLookup {

    /**
     * Returns the table with this name.
     *
     * @throws TableLookupException if there is none, or nobody may ask
     */
    TableDescription describe(String name);
}
