package dev.tablecast.local.stepfunctions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code TestState} through AWS's own SDK: its errors. The expected responses are those that
 * LocalStack's tests recorded on AWS ({@code tests/aws/services/stepfunctions/v2/test_state}).
 */
class TestStateRefusalsIT extends TestStateFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Execution\":{\"Id\":1}}|Execution.Id must be a string",
                "{\"Map\":{}}|'Map' field is not supported when mocking a Context object",
                "{\"Pokedex\":{}}|Field 'Pokedex' is not allowed",
                "{\"Execution\":{\"pokemon\":1}}|Field 'pokemon' is not allowed",
                "{\"Task\":{\"Token\":\"t\"}}|Context object contains 'Task' when state is not a"
                        + " Task"
            })
    void aContextThatCanNotBeIsRefused(String context, String message) {
        assertRefused(
                "ValidationException",
                "Invalid Context object provided: " + message,
                () -> test(r -> r.definition("{\"Type\": \"Succeed\"}").context(context)));
    }

    @Test
    void whatCanNotBeTestedIsRefusedInTheWordsOfAws() {
        for (var state : new String[] {"Pass", "Succeed", "Fail"}) {
            var end = state.equals("Pass") ? ", \"End\": true" : "";
            var definition = "{\"Type\": \"" + state + "\"" + end + "}";
            assertRefused(
                    "ValidationException",
                    "State type '" + state + "' is not supported when a mock is specified",
                    () -> test(r -> r.definition(definition).mock(m -> m.result("1"))));
        }
        assertRefused(
                "InvalidDefinition",
                "TestState API does not support Map or Parallel states.",
                () -> test(r -> r.definition(PARALLEL)));
        assertRefused(
                "ValidationException",
                "only one of the following fields: [result, errorOutput]",
                () ->
                        test(
                                r ->
                                        failing(r.definition(TASK.formatted("")))
                                                .mock(
                                                        m ->
                                                                m.result("1")
                                                                        .errorOutput(
                                                                                e ->
                                                                                        e.error(
                                                                                                "E")))));
        assertRefused(
                "ValidationException",
                "Mocked result must be valid JSON",
                () -> test(r -> r.definition(TASK.formatted("")).mock(m -> m.result("not json"))));
        assertRefused(
                "ValidationException",
                "TestState does not support RevealSecrets when a mock is specified.",
                () ->
                        test(
                                r ->
                                        r.definition(TASK.formatted(""))
                                                .revealSecrets(true)
                                                .mock(m -> m.result("1"))));
        assertRefused(
                "ValidationException",
                "Mocked result must be an array.",
                () -> test(r -> r.definition(MAP.formatted("")).mock(m -> m.result("1"))));
        assertRefused(
                "ValidationException",
                "Mocked result must be a JSON object.",
                () ->
                        test(
                                r ->
                                        r.definition(
                                                        MAP.formatted(
                                                                ", \"ResultWriter\": {\"Resource\":"
                                                                    + " \"arn:aws:states:::s3:putObject\"}"))
                                                .mock(m -> m.result("[]"))));
        assertRefused(
                "ValidationException",
                "MapIterationFailureCount when a mock is not specified",
                () ->
                        test(
                                r ->
                                        r.definition(MAP.formatted(""))
                                                .stateConfiguration(
                                                        c -> c.mapIterationFailureCount(1))));
        assertRefused(
                "ValidationException",
                "must be less than or equal to the number of Map iterations",
                () ->
                        test(
                                r ->
                                        r.definition(MAP.formatted(""))
                                                .mock(m -> m.result("[1]"))
                                                .stateConfiguration(
                                                        c -> c.mapIterationFailureCount(2))));
        assertRefused(
                "ValidationException",
                "\"errorCausedByState\": there is no state \"Nope\"",
                () ->
                        test(
                                r ->
                                        failing(r.definition(MAP.formatted("")))
                                                .stateConfiguration(
                                                        c -> c.errorCausedByState("Nope"))));
        assertRefused(
                "InvalidDefinition",
                "at /States/StateName/Type",
                () -> test(r -> r.definition("{\"Type\": \"Nope\"}")));
        assertRefused(
                "InvalidExecutionInput",
                "Invalid State Machine Execution Input",
                () -> test(r -> r.definition("{\"Type\": \"Succeed\"}").input("{")));
    }
}
