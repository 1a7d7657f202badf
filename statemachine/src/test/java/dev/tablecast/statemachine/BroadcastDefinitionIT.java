package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** The rules that the definition keeps. */
class BroadcastDefinitionIT {
    private static final int MOST_STATES = 12;
    private static final int LONGEST_NAME = 40;

    /** Fields that AWS's own Step Functions Local doesn't know. */
    private static final Set<String> JSONATA = Set.of("Arguments", "Output", "Items", "Assign");

    private static final BroadcastDefinition DEFINITION = BroadcastDefinition.with(3, 2);
    private static final Map<String, JsonNode> STATES =
            DefinitionEdges.of(DEFINITION.json()).states();

    @RegisterExtension static final BroadcastStage STAGE = new BroadcastStage();

    @Test
    void itIsValid() {
        var validated = STAGE.validate(DEFINITION);

        assertThat(validated.diagnostics()).isEmpty();
        assertThat(validated.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }

    @Test
    void itHasFewStates() {
        assertThat(STATES).hasSizeLessThanOrEqualTo(MOST_STATES);
    }

    @Test
    void everyStateIsCalledByAShortSentenceAndAChoiceByAQuestion() {
        assertThat(STATES)
                .allSatisfy(
                        (name, state) -> {
                            boolean asks = state.get("Type").textValue().equals("Choice");
                            assertThat(name)
                                    .hasSizeLessThanOrEqualTo(LONGEST_NAME)
                                    .matches("[A-Z][a-z]*( [a-z]+)+" + (asks ? "\\?" : ""));
                        });
    }

    @Test
    void noStateNeedsMoreThanASentenceOfComment() {
        assertThat(STATES.values())
                .extracting(state -> state.path("Comment").asText("None."))
                .allSatisfy(comment -> assertThat(comment).matches("[^.;]+\\."));
    }

    @Test
    void itIsJsonPathThroughout() {
        assertThat(DEFINITION.json().findValuesAsText("QueryLanguage")).containsOnly("JSONPath");
        assertThat(STATES.values())
                .allSatisfy(
                        state ->
                                assertThat(state.fieldNames())
                                        .toIterable()
                                        .doesNotContainAnyElementsOf(JSONATA));
    }

    @Test
    void theErrorsThatItNamesAreClassesOfTheFunctions() {
        List<String> names =
                STATES.values().stream()
                        .flatMap(state -> state.findValues("ErrorEquals").stream())
                        .flatMap(errors -> StreamSupport.stream(errors.spliterator(), false))
                        .map(JsonNode::textValue)
                        .filter(name -> name.startsWith("dev.tablecast."))
                        .toList();

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(
                        name ->
                                assertThat(
                                                Path.of(
                                                        "../functions/src/main/java",
                                                        name.replace('.', '/') + ".java"))
                                        .isRegularFile());
    }
}
