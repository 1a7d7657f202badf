package dev.tablecast.local.stepfunctions.registry;

import org.jspecify.annotations.Nullable;

/**
 * The version that an execution was started from.
 *
 * @param aliasArn the alias that routed to the version; null for none
 */
public record Published(String versionArn, @Nullable String aliasArn) {}
