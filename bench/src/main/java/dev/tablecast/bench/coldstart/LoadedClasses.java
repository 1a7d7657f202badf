package dev.tablecast.bench.coldstart;

/**
 * The classes that one start loaded, phase by phase.
 *
 * @param initialization until it could serve; with a snapshot, until that could be taken
 */
record LoadedClasses(ClassLog initialization, ClassLog first, ClassLog second) {}
