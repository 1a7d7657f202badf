package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a validated definition: all of its paths and expressions are parsed, and its
 * transitions name states of the same graph.
 *
 * @see <a href="https://states-language.net/spec.html#state-types">ASL, State Types</a>
 */
public sealed interface State {
    String name();

    /**
     * Returns the state's transition; {@link Transition#END} for the types of states that have
     * none.
     */
    default Transition transition() {
        return Transition.END;
    }

    /**
     * A Pass state.
     *
     * @param result the constant result; null for the state's effective input
     */
    record Pass(String name, DataFlow data, @Nullable JsonNode result, Transition transition)
            implements State {}

    /**
     * A Task state.
     *
     * @param credentials the template of {@code Credentials}, whose {@code RoleArn} is the role of
     *     the call; null for the role of the state machine
     * @see <a href="https://states-language.net/spec.html#task-state">ASL, Task State</a>
     */
    record Task(
            String name,
            DataFlow data,
            TaskResource resource,
            @Nullable PayloadTemplate credentials,
            TaskTimeout timeout,
            ErrorHandling errors,
            Transition transition)
            implements State {}

    /**
     * A Choice state.
     *
     * @param data the data processing if no rule matches
     * @param defaultState null if an input that matches no rule is an error
     * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Choice State</a>
     */
    record Choice(
            String name,
            DataFlow data,
            List<Alternative> alternatives,
            @Nullable String defaultState)
            implements State {
        public Choice {
            alternatives = List.copyOf(alternatives);
        }

        /**
         * A rule with its transition.
         *
         * @param data the data processing if the rule matches
         */
        public record Alternative(ChoiceRule rule, String next, DataFlow data) {}
    }

    /** A Wait state. */
    record Wait(String name, DataFlow data, Pause pause, Transition transition) implements State {}

    /** A Parallel state. */
    record Parallel(
            String name,
            DataFlow data,
            List<StateGraph> branches,
            ErrorHandling errors,
            Transition transition)
            implements State {
        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    /**
     * A Map state.
     *
     * @param itemSelector the template of an iteration's input; null for the item itself
     * @param maxConcurrency 0 for no limit
     * @param distributed null for an inline Map
     * @see <a href="https://states-language.net/spec.html#map-state">ASL, Map State</a>
     */
    record Map(
            String name,
            DataFlow data,
            Items items,
            @Nullable PayloadTemplate itemSelector,
            StateGraph itemProcessor,
            Amount maxConcurrency,
            @Nullable DistributedMap distributed,
            ErrorHandling errors,
            Transition transition)
            implements State {}

    /** A Succeed state. */
    record Succeed(String name, DataFlow data) implements State {}

    /**
     * A Fail state.
     *
     * @param error null for none
     * @param cause null for none
     */
    record Fail(String name, @Nullable Text error, @Nullable Text cause) implements State {}
}
