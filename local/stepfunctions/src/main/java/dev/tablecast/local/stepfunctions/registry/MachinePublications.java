package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The versions and aliases of one state machine. The number of a deleted version is not used again.
 */
final class MachinePublications {
    private final List<Version> newestFirst = new ArrayList<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private int lastNumber;

    /** Adds a version of the state machine. Returns the newest one if it has the same revision. */
    Version publish(StateMachine machine, String description, Instant now) {
        if (!newestFirst.isEmpty() && isSameRevision(newestFirst.getFirst().machine(), machine)) {
            return newestFirst.getFirst();
        }
        int number = ++lastNumber;
        var version = new Version(machine.arn() + ":" + number, number, machine, description, now);
        newestFirst.addFirst(version);
        return version;
    }

    private static boolean isSameRevision(StateMachine published, StateMachine machine) {
        return Objects.equals(published.revision(), machine.revision())
                && published.created().equals(machine.created());
    }

    Optional<Version> version(String arn) {
        return newestFirst.stream().filter(version -> version.arn().equals(arn)).findFirst();
    }

    List<Version> versionsNewestFirst() {
        return List.copyOf(newestFirst);
    }

    /**
     * Deletes a version.
     *
     * @throws RefusedException {@code ConflictException} if an alias routes to it
     */
    void deleteVersion(String arn) {
        var routing = aliasesTo(arn).stream().map(Alias::name).toList();
        if (!routing.isEmpty()) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Version to be deleted must not be referenced by an alias. Current list of"
                            + " aliases referencing this version: "
                            + routing);
        }
        newestFirst.removeIf(version -> version.arn().equals(arn));
    }

    /**
     * Adds an alias. Returns the existing one of its name if that has the same routes and
     * description.
     *
     * @throws RefusedException {@code ConflictException} if the existing one differs
     */
    Alias add(Alias alias) {
        var existing = aliases.putIfAbsent(alias.name(), alias);
        if (existing == null) {
            return alias;
        }
        if (existing.routes().equals(alias.routes())
                && existing.description().equals(alias.description())) {
            return existing;
        }
        throw new RefusedException(
                Code.CONFLICT,
                "Failed to create alias because an alias with the same name and a different"
                        + " routing configuration already exists.");
    }

    void replace(Alias alias) {
        aliases.put(alias.name(), alias);
    }

    Optional<Alias> alias(String arn) {
        return aliases.values().stream().filter(alias -> alias.arn().equals(arn)).findFirst();
    }

    void deleteAlias(String arn) {
        aliases.values().removeIf(alias -> alias.arn().equals(arn));
    }

    List<Alias> aliases() {
        return List.copyOf(aliases.values());
    }

    /** Returns the aliases that route to a version. */
    List<Alias> aliasesTo(String versionArn) {
        return aliases.values().stream().filter(alias -> alias.routesTo(versionArn)).toList();
    }
}
