package dev.tablecast.local.cloud.provision;

import java.util.Map;

/** Functions for tests in other packages. */
public final class InvocableFunctions {
    private InvocableFunctions() {}

    /** Provisions a function with a role, and aliases of its version. */
    public static void provide(
            FunctionResources functions,
            String name,
            Class<?> handler,
            String role,
            String... aliases) {
        functions.provision(
                new Resource(
                        ProviderFixture.FUNCTION,
                        name,
                        Map.of(
                                "handler",
                                handler.getName() + "::handleRequest",
                                "role",
                                role,
                                "publish",
                                true)));
        for (String alias : aliases) {
            functions.alias(
                    new Resource(
                            "aws:lambda/alias:Alias",
                            alias,
                            Map.of("functionName", name, "functionVersion", "1")));
        }
    }
}
