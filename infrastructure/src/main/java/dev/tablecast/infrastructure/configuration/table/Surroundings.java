package dev.tablecast.infrastructure.configuration.table;

import dev.tablecast.infrastructure.account.Account;
import java.util.Optional;

/**
 * The account and the tables that a stack finds, against which its settings are checked.
 *
 * @param account the stack's account and Region; empty if unknown
 * @param tables those that settings may name
 * @param table the source, where the program hands it over
 */
public record Surroundings(
        Optional<Account> account, TableLookup tables, Optional<Source.GivenTable> table) {
    /** Somewhere without tables. */
    public static final Surroundings UNKNOWN =
            without("nothing is known of the account here; sourceStreamArn says what is needed");

    /** Surroundings of a stack whose settings alone say what its source is. */
    public Surroundings(Optional<Account> account, TableLookup tables) {
        this(account, tables, Optional.empty());
    }

    /** Returns surroundings in which no table is found, for this reason. */
    public static Surroundings without(String reason) {
        return new Surroundings(
                Optional.empty(),
                name -> {
                    throw new TableLookupException(reason);
                });
    }
}
