package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.registry.Alias.Route;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The versions and aliases of the state machines.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html">Versions
 *     and aliases</a>
 */
public final class Publications {
    /** Those of one state machine; the number of a version is never given again. */
    private static final class OfMachine {
        private final List<Version> newestFirst = new ArrayList<>();
        private final Map<String, Alias> aliases = new LinkedHashMap<>();
        private int lastNumber;
    }

    private final Map<String, OfMachine> byMachine = new HashMap<>();
    private final StateMachines machines;
    private final Time time;
    private final RandomGenerator random;

    public Publications(StateMachines machines, Time time, RandomGenerator random) {
        this.machines = machines;
        this.time = time;
        this.random = random;
    }

    /**
     * What the ARN of a state machine, a version or an alias leads to.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}
     */
    public synchronized StateMachine resolve(String arn) {
        if (!Arns.isQualified(arn)) {
            return machines.get(arn);
        }
        var alias = findAlias(arn);
        var versionArn = alias.map(this::routed).orElse(arn);
        var version = version(versionArn).orElseThrow(() -> StateMachines.doesNotExist(arn));
        return version.machine()
                .reachedBy(new Published(versionArn, alias.map(Alias::arn).orElse(null)));
    }

    private String routed(Alias alias) {
        int drawn = random.nextInt(100);
        for (var route : alias.routes()) {
            drawn -= route.weight();
            if (drawn < 0) {
                return route.versionArn();
            }
        }
        throw new IllegalStateException("The weights of " + alias.arn() + " aren't 100");
    }

    /** Those of a state machine: none, and kept nowhere, where it has none. */
    private OfMachine of(String machineArn) {
        return byMachine.getOrDefault(machineArn, new OfMachine());
    }

    /**
     * Publishes the state machine as it is now, unless its newest version is just that.
     *
     * @param revision that it must have; null for any
     * @throws RefusedException {@code StateMachineDoesNotExist}, {@code ConflictException}
     */
    public synchronized Version publish(
            String machineArn, @Nullable String revision, @Nullable String description) {
        var machine = machines.get(machineArn);
        var current = machine.revision() == null ? "INITIAL" : machine.revision().toString();
        if (revision != null && !revision.equals(current)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Failed to publish the State Machine version for revision "
                            + revision
                            + ". The current State Machine revision is "
                            + current
                            + ".");
        }
        var published = byMachine.computeIfAbsent(machineArn, arn -> new OfMachine());
        if (!published.newestFirst.isEmpty()) {
            var newest = published.newestFirst.getFirst();
            if (Objects.equals(newest.machine().revision(), machine.revision())
                    && newest.machine().created().equals(machine.created())) {
                return newest;
            }
        }
        int number = ++published.lastNumber;
        var version =
                new Version(
                        machineArn + ":" + number,
                        number,
                        machine,
                        description == null ? "" : description,
                        time.now());
        published.newestFirst.addFirst(version);
        return version;
    }

    /** A version by its ARN; empty where there is none. */
    public synchronized Optional<Version> version(String arn) {
        return of(Arns.unqualified(arn)).newestFirst.stream()
                .filter(version -> version.arn().equals(arn))
                .findFirst();
    }

    /** The versions of a state machine, the newest first. */
    public synchronized List<Version> versions(String machineArn) {
        return List.copyOf(of(machines.get(machineArn).arn()).newestFirst);
    }

    /**
     * @throws RefusedException {@code ConflictException} where an alias leads to it
     */
    public synchronized void deleteVersion(String arn) {
        Arns.requireQualified(arn);
        var published = of(Arns.unqualified(arn));
        var aliases =
                published.aliases.values().stream()
                        .filter(
                                alias ->
                                        alias.routes().stream()
                                                .anyMatch(route -> route.versionArn().equals(arn)))
                        .map(Alias::name)
                        .toList();
        if (!aliases.isEmpty()) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Version to be deleted must not be referenced by an alias. Current list of"
                            + " aliases referencing this version: "
                            + aliases);
        }
        published.newestFirst.removeIf(version -> version.arn().equals(arn));
    }

    /**
     * Creates an alias, or answers with the one there is if it is the same.
     *
     * @throws RefusedException {@code ValidationException}, {@code ResourceNotFound}, {@code
     *     ConflictException}
     */
    public synchronized Alias createAlias(
            String name, @Nullable String description, List<Route> routes) {
        requireVersions(routes);
        var machineArn = Arns.unqualified(routes.getFirst().versionArn());
        var text = description == null ? "" : description;
        var now = time.now();
        var created = new Alias(machineArn + ":" + name, name, text, routes, now, now);
        var there = of(machineArn).aliases.putIfAbsent(name, created);
        if (there == null) {
            return created;
        }
        if (there.routes().equals(routes) && there.description().equals(text)) {
            return there;
        }
        throw new RefusedException(
                Code.CONFLICT,
                "Failed to create alias because an alias with the same name and a different"
                        + " routing configuration already exists.");
    }

    private void requireVersions(List<Route> routes) {
        Alias.check(routes);
        if (routes.stream().anyMatch(route -> version(route.versionArn()).isEmpty())
                || routes.stream().map(r -> Arns.unqualified(r.versionArn())).distinct().count()
                        > 1) {
            throw notFound();
        }
    }

    /**
     * @throws RefusedException {@code ResourceNotFound}
     */
    public synchronized Alias alias(String arn) {
        Arns.requireQualified(arn);
        return findAlias(arn).orElseThrow(Publications::notFound);
    }

    private Optional<Alias> findAlias(String arn) {
        return of(Arns.unqualified(arn)).aliases.values().stream()
                .filter(alias -> alias.arn().equals(arn))
                .findFirst();
    }

    /**
     * @param description null to keep the one there is
     * @param routes empty to keep those there are
     */
    public synchronized Alias updateAlias(
            String arn, @Nullable String description, List<Route> routes) {
        var old = alias(arn);
        if (!routes.isEmpty()) {
            requireVersions(routes);
        }
        var updated =
                new Alias(
                        arn,
                        old.name(),
                        description == null ? old.description() : description,
                        routes.isEmpty() ? old.routes() : routes,
                        old.created(),
                        time.now());
        of(Arns.unqualified(arn)).aliases.put(old.name(), updated);
        return updated;
    }

    public synchronized void deleteAlias(String arn) {
        Arns.requireQualified(arn);
        of(Arns.unqualified(arn)).aliases.values().removeIf(alias -> alias.arn().equals(arn));
    }

    /** The aliases of a state machine, or those that lead to a version, in their order. */
    public synchronized List<Alias> aliases(String arn) {
        machines.get(Arns.unqualified(arn));
        return of(Arns.unqualified(arn)).aliases.values().stream()
                .filter(
                        alias ->
                                !Arns.isQualified(arn)
                                        || alias.routes().stream()
                                                .anyMatch(route -> route.versionArn().equals(arn)))
                .toList();
    }

    /** Forgets those of a state machine that is deleted. */
    public synchronized void delete(String machineArn) {
        byMachine.remove(machineArn);
    }

    private static RefusedException notFound() {
        return new RefusedException(
                Code.RESOURCE_NOT_FOUND, "Request references a resource that does not exist.");
    }
}
