package dev.tablecast.local.stepfunctions.registry;

import org.jspecify.annotations.Nullable;

/**
 * The version that a state machine was reached by.
 *
 * @param aliasArn the alias that led to the version; null where none did
 */
public record Published(String versionArn, @Nullable String aliasArn) {}
