package dev.tablecast.bench.coldstart;

/**
 * The classes that one start loaded, phase by phase.
 *
 * @param initialization until it could serve: up to the snapshot and through the restore, where
 *     there is one
 */
record LoadedClasses(ClassLog initialization, ClassLog first, ClassLog second) {}
