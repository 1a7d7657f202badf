package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.asl.parser.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.asl.parser.Problem;
import dev.tablecast.local.stepfunctions.asl.parser.ResourceCheck;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The state machines, without their versions and aliases. */
public final class StateMachines {
    private final ConcurrentSkipListMap<String, StateMachine> byArn = new ConcurrentSkipListMap<>();
    private final Arns arns;
    private final DefinitionParser parser;
    private final Time time;
    private final RandomGenerator random;

    public StateMachines(Arns arns, ResourceCheck resources, Time time, RandomGenerator random) {
        this.arns = arns;
        this.parser = new DefinitionParser(resources);
        this.time = time;
        this.random = random;
    }

    /**
     * Creates a state machine. Returns the existing one of this name if it has the same type,
     * definition and configuration.
     *
     * @throws RefusedException {@code InvalidName}, {@code InvalidDefinition}, {@code
     *     StateMachineAlreadyExists}
     */
    public StateMachine create(
            String name,
            WorkflowType type,
            String source,
            String roleArn,
            Map<String, JsonNode> configuration) {
        var definition = parse(source, type);
        var now = time.now();
        var created =
                new StateMachine(
                        arns.stateMachine(Names.require(name)),
                        name,
                        type,
                        source,
                        definition,
                        roleArn,
                        configuration,
                        now,
                        now,
                        null,
                        null);
        var there = byArn.putIfAbsent(created.arn(), created);
        if (there == null) {
            return created;
        }
        if (there.type() == type
                && there.source().equals(source)
                && there.configuration().equals(created.configuration())) {
            return there;
        }
        throw new RefusedException(
                Code.STATE_MACHINE_ALREADY_EXISTS,
                "State Machine Already Exists: '" + there.arn() + "'");
    }

    /**
     * Updates a state machine.
     *
     * @param source the new definition; null to keep the current one
     * @param roleArn the new role; null to keep the current one
     * @param configuration replaces the parameters that it contains
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}, {@code
     *     InvalidDefinition}
     */
    public StateMachine update(
            String arn,
            @Nullable String source,
            @Nullable String roleArn,
            Map<String, JsonNode> configuration) {
        var old = get(arn);
        var definition = source == null ? old.definition() : parse(source, old.type());
        var merged = new HashMap<>(old.configuration());
        merged.putAll(configuration);
        var updated =
                new StateMachine(
                        arn,
                        old.name(),
                        old.type(),
                        source == null ? old.source() : source,
                        definition,
                        roleArn == null ? old.roleArn() : roleArn,
                        merged,
                        old.created(),
                        time.now(),
                        RandomUuid.next(random),
                        null);
        if (byArn.replace(arn, updated) == null) {
            throw doesNotExist(arn);
        }
        return updated;
    }

    /**
     * Deletes a state machine; no error if there is none. Its executions continue.
     *
     * @throws RefusedException {@code InvalidArn}
     */
    public void delete(String arn) {
        Arns.requireStateMachine(arn);
        byArn.remove(arn);
    }

    /**
     * Returns a state machine.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}
     */
    public StateMachine get(String arn) {
        if (Arns.isQualified(arn)) {
            throw doesNotExist(arn);
        }
        Arns.requireStateMachine(arn);
        return find(arn).orElseThrow(() -> doesNotExist(arn));
    }

    Optional<StateMachine> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns all state machines, ordered by name. */
    public List<StateMachine> all() {
        return List.copyOf(byArn.values());
    }

    /** Returns the problems of a definition; empty if it is valid. */
    public List<Problem> problems(String source, WorkflowType type) {
        try {
            parser.parse(source, type);
            return List.of();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }

    private Definition parse(String source, WorkflowType type) {
        try {
            return parser.parse(source, type);
        } catch (InvalidDefinitionException e) {
            throw new RefusedException(Code.INVALID_DEFINITION, e.getMessage());
        }
    }

    static RefusedException doesNotExist(String arn) {
        return new RefusedException(
                Code.STATE_MACHINE_DOES_NOT_EXIST, "State Machine Does Not Exist: '" + arn + "'");
    }
}
