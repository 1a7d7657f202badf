package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.registry.Alias.Route;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The versions and aliases of all state machines.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html">Versions
 *     and aliases</a>
 */
public final class Publications {
    private final Map<String, MachinePublications> byMachine = new HashMap<>();
    private final StateMachines machines;
    private final Time time;
    private final RandomGenerator random;

    public Publications(StateMachines machines, Time time, RandomGenerator random) {
        this.machines = machines;
        this.time = time;
        this.random = random;
    }

    /**
     * Returns the state machine that the ARN of a state machine, a version or an alias refers to.
     * An alias with two routes picks one at random, by their weights.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}
     */
    public synchronized StateMachine resolve(String arn) {
        if (!Arns.isQualified(arn)) {
            return machines.get(arn);
        }
        var alias = findAlias(arn);
        var versionArn = alias.map(found -> found.pick(random)).orElse(arn);
        var version = version(versionArn).orElseThrow(() -> StateMachines.doesNotExist(arn));
        return version.machine()
                .reachedBy(new Published(versionArn, alias.map(Alias::arn).orElse(null)));
    }

    /**
     * Returns the versions and aliases of a state machine; an empty object that is not stored if
     * there are none.
     */
    private MachinePublications of(String machineArn) {
        return byMachine.getOrDefault(machineArn, new MachinePublications());
    }

    /**
     * Publishes the current revision of a state machine. Returns the newest version if that has the
     * same revision.
     *
     * @param revision the expected revision; null for any
     * @param description null for none
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
        return byMachine
                .computeIfAbsent(machineArn, arn -> new MachinePublications())
                .publish(machine, description == null ? "" : description, time.now());
    }

    /** Returns a version; empty if there is none of this ARN. */
    public synchronized Optional<Version> version(String arn) {
        return of(Arns.unqualified(arn)).version(arn);
    }

    /**
     * Returns the versions of a state machine, the newest first.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}
     */
    public synchronized List<Version> versions(String machineArn) {
        return of(machines.get(machineArn).arn()).versionsNewestFirst();
    }

    /**
     * Deletes a version; no error if there is none.
     *
     * @throws RefusedException {@code InvalidArn}; {@code ConflictException} if an alias routes to
     *     it
     */
    public synchronized void deleteVersion(String arn) {
        Arns.requireQualified(arn);
        of(Arns.unqualified(arn)).deleteVersion(arn);
    }

    /**
     * Creates an alias. Returns the existing one if it has the same routes and description.
     *
     * @param description null for none
     * @throws RefusedException {@code ValidationException}, {@code ResourceNotFound}, {@code
     *     ConflictException}
     */
    public synchronized Alias createAlias(
            String name, @Nullable String description, List<Route> routes) {
        requireVersions(routes);
        var machineArn = Arns.unqualified(routes.getFirst().versionArn());
        var text = description == null ? "" : description;
        var now = time.now();
        return of(machineArn).add(new Alias(machineArn + ":" + name, name, text, routes, now, now));
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
     * Returns an alias.
     *
     * @throws RefusedException {@code InvalidArn}, {@code ResourceNotFound}
     */
    public synchronized Alias alias(String arn) {
        Arns.requireQualified(arn);
        return findAlias(arn).orElseThrow(Publications::notFound);
    }

    private Optional<Alias> findAlias(String arn) {
        return of(Arns.unqualified(arn)).alias(arn);
    }

    /**
     * Updates an alias.
     *
     * @param description null to keep the current one
     * @param routes empty to keep the current ones
     * @throws RefusedException {@code InvalidArn}, {@code ResourceNotFound}, {@code
     *     ValidationException}
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
        of(Arns.unqualified(arn)).replace(updated);
        return updated;
    }

    /**
     * Deletes an alias; no error if there is none.
     *
     * @throws RefusedException {@code InvalidArn}
     */
    public synchronized void deleteAlias(String arn) {
        Arns.requireQualified(arn);
        of(Arns.unqualified(arn)).deleteAlias(arn);
    }

    /**
     * Returns the aliases of a state machine, or those that route to a version, in the order of
     * their creation.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}
     */
    public synchronized List<Alias> aliases(String arn) {
        machines.get(Arns.unqualified(arn));
        var published = of(Arns.unqualified(arn));
        return Arns.isQualified(arn) ? published.aliasesTo(arn) : published.aliases();
    }

    /** Deletes the versions and aliases of a state machine. */
    public synchronized void delete(String machineArn) {
        byMachine.remove(machineArn);
    }

    private static RefusedException notFound() {
        return new RefusedException(
                Code.RESOURCE_NOT_FOUND, "Request references a resource that does not exist.");
    }
}
