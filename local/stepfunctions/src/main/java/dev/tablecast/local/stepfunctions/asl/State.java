package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a definition that has been checked: each path parses, each transition leads somewhere.
 *
 * @see <a href="https://states-language.net/spec.html#state-types">ASL, State Types</a>
 */
public sealed interface State {
    String name();

    /** Where an execution goes after this state; end for those that have no transition. */
    default Transition transition() {
        return Transition.END;
    }

    record Pass(String name, DataFlow data, @Nullable JsonNode result, Transition transition)
            implements State {}

    /**
     * @param credentials whose {@code RoleArn} is the role to call in; null for the state machine's
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
     * @param data where no rule holds
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
         * @param data where the rule holds
         */
        public record Alternative(ChoiceRule rule, String next, DataFlow data) {}
    }

    record Wait(String name, DataFlow data, Pause pause, Transition transition) implements State {}

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
     * @param itemSelector what an iteration gets in place of the bare item
     * @param distributed null for an inline Map
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

    record Succeed(String name, DataFlow data) implements State {}

    record Fail(String name, @Nullable Text error, @Nullable Text cause) implements State {}
}
