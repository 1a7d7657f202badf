package dev.tablecast.soak.checks;

import dev.tablecast.local.cloud.LocalCloud;

/** A checker as it must not be: it asks the system. */
public record CheckerOfTheSystem(LocalCloud system) {}
