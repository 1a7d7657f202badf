package dev.tablecast.infrastructure.graph;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import java.util.List;
import java.util.Optional;

/** A table that was there before the stack, in the account of AWS's own examples. */
final class InventedTable {
    private static final String ACCOUNT = "123456789012";

    private InventedTable() {}

    static TableDescription of(String name, Account account) {
        return new TableDescription(
                List.of(new KeyAttribute("id", KeyAttribute.Type.S)),
                Optional.of(
                        "arn:%s:dynamodb:%s:%s:table/%s/stream/2026-11-22T19:49:00.000"
                                .formatted(account.partition(), account.region(), ACCOUNT, name)),
                Optional.of("NEW_AND_OLD_IMAGES"),
                Optional.of(
                        "arn:%s:kms:%s:%s:key/5f1c2e4a-0000-4000-8000-000000000000"
                                .formatted(account.partition(), account.region(), ACCOUNT)));
    }
}
