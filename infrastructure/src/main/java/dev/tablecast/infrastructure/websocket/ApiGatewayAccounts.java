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
 * API Gateway's account settings, of which each account has one per Region: the first component of
 * a program that needs them makes them for all others.
 */
public final class ApiGatewayAccounts {
    private static final Map<Context, ApiGatewayAccounts> BY_PROGRAM =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Account, Resource> settings = new ConcurrentHashMap<>();

    private ApiGatewayAccounts() {}

    /** Returns the account settings of the program that runs in this context. */
    public static ApiGatewayAccounts of(Context program) {
        return BY_PROGRAM.computeIfAbsent(program, unknown -> new ApiGatewayAccounts());
    }

    /** Returns the settings that a component of this program has made, if one has. */
    Optional<Resource> find(Account account) {
        return Optional.ofNullable(settings.get(account));
    }

    /** Returns the account settings, and makes them if no component has. */
    Resource findOrMake(Account account, Supplier<Resource> maker) {
        return settings.computeIfAbsent(account, unknown -> maker.get());
    }
}
