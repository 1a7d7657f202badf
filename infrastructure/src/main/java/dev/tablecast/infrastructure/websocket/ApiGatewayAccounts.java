package dev.tablecast.infrastructure.websocket;

import com.pulumi.Context;
import com.pulumi.resources.Resource;
import dev.tablecast.infrastructure.account.Account;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * API Gateway's settings of accounts, which each account has once in a Region: the first component
 * of a program that makes them does so for all that come after it.
 */
public final class ApiGatewayAccounts {
    private static final Map<Context, ApiGatewayAccounts> BY_PROGRAM =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Account, Resource> settings = new ConcurrentHashMap<>();

    private ApiGatewayAccounts() {}

    /** Returns those of the program that runs in this context. */
    public static ApiGatewayAccounts of(Context program) {
        return BY_PROGRAM.computeIfAbsent(program, unknown -> new ApiGatewayAccounts());
    }

    /** Returns the settings that a component of this program has made, if one has. */
    Optional<Resource> find(Account account) {
        return Optional.ofNullable(settings.get(account));
    }

    /** Returns the same, made now if no component has. */
    Resource findOrMake(Account account, Supplier<Resource> maker) {
        return settings.computeIfAbsent(account, unknown -> maker.get());
    }
}
