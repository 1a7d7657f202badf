package dev.tablecast.infrastructure.configuration;

import dev.tablecast.infrastructure.account.Account;
import java.util.Optional;

/**
 * The account and the table that a stack finds, against which its settings are checked.
 *
 * @param account where it goes; empty where nobody knows yet
 */
public record Surroundings(Optional<Account> account, TableLookup tables) {
    /** Somewhere without tables. */
    public static final Surroundings UNKNOWN =
            without("nothing is known of the account here; sourceStreamArn says what is needed");

    /** Returns surroundings in which no table is found, for this reason. */
    public static Surroundings without(String reason) {
        return new Surroundings(
                Optional.empty(),
                name -> {
                    throw new TableLookupException(reason);
                });
    }
}
