package dev.tablecast.local.stepfunctions.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockConfigurationTest {
    private static final Path FILE = Path.of("MockConfigFile.json");

    @Test
    void callsAreAnsweredInTheirOrderAndRangesAreInclusive() throws Exception {
        var integration =
                read("""
                {"1-2": {"Throw": {"Error": "E", "Cause": "C"}},
                 "0": {"Return": {"n": 1.0}}, "3": {"Return": null}}
                """)
                        .integration(machine(), "Case", real());

        assertThat(integration.call(call("Pay"))).hasToString("{\"n\":1.0}");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> integration.call(call("Pay")))
                    .isInstanceOf(FailureException.class)
                    .hasMessage("E: C");
        }
        assertThat(integration.call(call("Pay")).isNull()).isTrue();
        assertThatThrownBy(() -> integration.call(call("Pay")))
                .hasMessage(
                        "States.Runtime: The mocked response \"R\" has no answer for call 4 of the"
                                + " state \"Pay\"; it has answers for: 0, 1-2, 3");
    }

    @Test
    void everyExecutionCountsItsOwnCalls() throws Exception {
        var mocks = read("{\"0\": {\"Return\": 1}}");

        for (int i = 0; i < 2; i++) {
            var integration = mocks.integration(machine(), "Case", real());
            assertThat(integration.call(call("Pay")).intValue()).isEqualTo(1);
        }
    }

    @Test
    void statesThatAreNotListedCallTheRealIntegration() throws Exception {
        var integration = read("{\"0\": {\"Return\": 1}}").integration(machine(), "Case", real());

        assertThat(integration.call(call("Ship")).textValue()).isEqualTo("real");
        assertThat(integration.problems("x", Json.object())).containsExactly("real");
    }

    @Test
    void aTestCaseThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(
                        () ->
                                read("{\"0\": {\"Return\": 1}}")
                                        .integration(machine(), "Other", real()))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "\"Other\" is not a test case of the state machine \"Orders\"; there are:"
                                + " Case");
        assertThatThrownBy(() -> MockConfiguration.none().integration(machine(), "Case", real()))
                .hasMessage(
                        "There are no test cases for the state machine \"Orders\"; there are some"
                                + " for: none");
    }

    @ParameterizedTest
    @CsvSource({
        "Skip, is a Pass state",
        "Inner, is a Map state",
        "Nowhere, the state machine has no such state"
    })
    void onlyTasksOfTheStateMachineCanBeMocked(String state, String problem) {
        var mocks =
                parse(
                        """
                        {"StateMachines": {"Orders": {"TestCases": {"Case": {"%s": "R"}}}},
                         "MockedResponses": {"R": {"0": {"Return": 1}}}}
                        """
                                .formatted(state));

        assertThatThrownBy(() -> mocks.integration(machine(), "Case", real()))
                .hasMessage(
                        "line 1, /StateMachines/Orders/TestCases/Case/"
                                + state
                                + ": "
                                + problem
                                + "; the states that can be mocked are: Pay, Ship");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                    | : answers no call
                    {"1": {"Return": 1}}                  | /1: leaves call 0 without an answer
                    {"0": {"Return": 1}, "2-3": {"Return": 1}} | /2-3: leaves call 1 without an answer
                    {"0-1": {"Return": 1}, "1": {"Return": 1}} | /1: overlaps with another range
                    {"00": {"Return": 1}}                 | /00: must be the number of a call, from 0, or a range such as 1-2
                    {"a": {"Return": 1}}                  | /a: must be the number of a call, from 0, or a range such as 1-2
                    {"0": {"Return": 1}, "2-1": {"Return": 1}} | /2-1: ends before it starts
                    {"0": {}}                             | /0: must have either "Return" or "Throw"
                    {"0": {"Return": 1, "Throw": {"Error": "E"}}} | /0: must have either "Return" or "Throw"
                    {"0": {"Throw": {}}}                  | /0/Throw: "Error" is missing
                    {"0": {"Throw": {"Error": 1}}}        | /0/Throw/Error: must be a string, not 1
                    {"0": {"Throw": 1}}                   | /0/Throw: must be an object, not 1
                    []                                    | : must be an object, not []
                    """)
    void aResponseThatMakesNoSenseIsRefusedWithItsPlace(String response, String problem) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(InvalidMockConfigurationException.class)
                .hasMessage("MockConfigFile.json: line 2, /MockedResponses/R" + problem);
    }

    @Test
    void everyMistakeIsReported() {
        assertThatThrownBy(
                        () ->
                                parse(
                                        """
                                        {"StateMachines": {"M": {
                                           "TestCases": {"A": {"S": "X", "T": 1}, "B": []}, "x": 1}},
                                         "MockedResponses": {"R": {"0": {"Return": 1}}},
                                         "Comment": ""}
                                        """))
                .hasMessage(
                        "MockConfigFile.json: line 2, /StateMachines/M/TestCases/A/S: \"X\" is not"
                            + " a mocked response; there are: R; line 2,"
                            + " /StateMachines/M/TestCases/A/T: 1 is not a mocked response; there"
                            + " are: R; line 2, /StateMachines/M/TestCases/B: must be an object,"
                            + " not []");
    }

    @Test
    void unknownKeysAreIgnoredWithAWarning() throws Exception {
        var mocks =
                parse(
                        """
                        {"Comment": "ours",
                         "StateMachines": {"Orders": {
                           "Owner": "us",
                           "TestCases": {"Case": {"Pay": "R"}}}},
                         "MockedResponses": {"R": {
                           "0": {"Return": 1,
                                 "Delay": 1},
                           "1": {"Throw": {"Error": "E",
                                           "Why": "so"}}}}}
                        """);

        assertThat(mocks.warnings())
                .containsExactly(
                        "line 1, /Comment: is ignored; there are: MockedResponses, StateMachines",
                        "line 7, /MockedResponses/R/0/Delay: is ignored; there are: Return, Throw",
                        "line 9, /MockedResponses/R/1/Throw/Why: is ignored; there are: Cause,"
                                + " Error",
                        "line 3, /StateMachines/Orders/Owner: is ignored; there are: TestCases");
        var integration = mocks.integration(machine(), "Case", real());
        assertThat(integration.call(call("Pay")).intValue()).isEqualTo(1);
    }

    @Test
    void whatIsNoMockConfigurationIsSaidSo() {
        assertThatThrownBy(() -> parse("[]"))
                .hasMessage("MockConfigFile.json: line 1, /: must be an object, not []");
        assertThatThrownBy(() -> parse("{}"))
                .hasMessageContaining("/: \"MockedResponses\" is missing")
                .hasMessageContaining("/: \"StateMachines\" is missing");
        assertThatThrownBy(() -> parse("{")).hasMessageContaining("is not JSON: line 1");
        assertThatThrownBy(() -> parse("{\"StateMachines\":{},\"StateMachines\":{}}"))
                .hasMessageContaining("is not JSON");
        assertThatThrownBy(() -> MockConfiguration.read(Path.of("nowhere.json")))
                .hasMessage("nowhere.json: can't be read");
    }

    private static MockConfiguration read(String response) {
        return parse(
                """
                {"StateMachines": {"Orders": {"TestCases": {"Case": {"Pay": "R"}}}},
                 "MockedResponses": {"R": %s}}
                """
                        .formatted(response));
    }

    private static MockConfiguration parse(String text) {
        return MockConfiguration.parse(FILE, text);
    }

    private static TaskCall call(String state) {
        return new TaskCall(
                TaskResource.parse("resource"), Json.object(), "arn", "role", state, 0, null);
    }

    private static ServiceIntegration real() {
        return new ServiceIntegration() {
            @Override
            public List<String> problems(String resource, JsonNode parameters) {
                return List.of("real");
            }

            @Override
            public JsonNode call(TaskCall call) {
                return TextNode.valueOf("real");
            }
        };
    }

    private static StateMachine machine() {
        var source =
                """
                {"StartAt": "Pay", "States": {
                  "Pay": {"Type": "Task", "Resource": "x", "Next": "Skip"},
                  "Skip": {"Type": "Pass", "Next": "Inner"},
                  "Inner": {"Type": "Map", "End": true, "ItemProcessor": {
                    "StartAt": "Ship", "States": {
                      "Ship": {"Type": "Task", "Resource": "x", "End": true}}}}}}
                """;
        return new StateMachine(
                "arn",
                "Orders",
                WorkflowType.STANDARD,
                source,
                new DefinitionParser((resource, parameters) -> List.of()).parse(source),
                "role",
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                new UUID(0, 0),
                null);
    }
}
