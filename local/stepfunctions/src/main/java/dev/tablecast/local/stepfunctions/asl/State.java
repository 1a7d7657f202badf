package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.path.Filter;
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
     * @param assign what is assigned to variables where no rule holds; null for nothing
     */
    record Choice(
            String name,
            Filter inputPath,
            Filter outputPath,
            List<Alternative> alternatives,
            @Nullable String defaultState,
            @Nullable PayloadTemplate assign)
            implements State {
        public Choice {
            alternatives = List.copyOf(alternatives);
        }

        /**
         * @param assign what is assigned to variables where the rule holds; null for nothing
         */
        public record Alternative(ChoiceRule rule, String next, @Nullable PayloadTemplate assign) {}
    }

    record Wait(
            String name,
            Filter inputPath,
            Filter outputPath,
            Pause pause,
            @Nullable PayloadTemplate assign,
            Transition transition)
            implements State {}

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
            Filter itemsPath,
            @Nullable PayloadTemplate itemSelector,
            StateGraph itemProcessor,
            Amount maxConcurrency,
            @Nullable DistributedMap distributed,
            ErrorHandling errors,
            Transition transition)
            implements State {}

    record Succeed(String name, Filter inputPath, Filter outputPath) implements State {}

    record Fail(String name, @Nullable Text error, @Nullable Text cause) implements State {}
}
