package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code TestState} through AWS's own SDK: Map and Parallel states. The expected responses are
 * those that LocalStack's tests recorded on AWS ({@code
 * tests/aws/services/stepfunctions/v2/test_state}).
 */
class TestStateMapsIT extends TestStateFixture {
    @Test
    void aMapShowsItsItemsAndItsBounds() {
        var map =
                """
                {"Type": "Map", "ItemsPath": "$.v", "MaxConcurrency": 3, "End": true,
                 "ItemSelector": {"i.$": "$$.Map.Item.Value"},
                 "ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailurePercentage": 50,
                 "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                   "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}
                """;

        var answer = debug(map, "{\"v\":[1,2,3]}", r -> r.mock(m -> m.result("[7]")));
        var data = answer.inspectionData();
        assertThat(answer.output()).isEqualTo("[7]");
        assertThat(data.afterItemsPath()).isEqualTo("[1,2,3]");
        assertThat(data.afterItemSelector()).isEqualTo("[{\"i\":1},{\"i\":2},{\"i\":3}]");
        assertThat(data.afterItemBatcher())
                .isEqualTo("[{\"Items\":[{\"i\":1},{\"i\":2}]},{\"Items\":[{\"i\":3}]}]");
        assertThat(data.maxConcurrency()).isEqualTo(3);
        assertThat(data.toleratedFailurePercentage()).isEqualTo(50f);
        assertThat(data.toleratedFailureCount()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2, SUCCEEDED,",
        "', \"ToleratedFailureCount\": 2', 2, SUCCEEDED,",
        "', \"ToleratedFailureCount\": 1', 2, FAILED, States.ExceedToleratedFailureThreshold",
        "', \"ToleratedFailurePercentage\": 50', 2, FAILED, States.ExceedToleratedFailureThreshold"
    })
    void failedIterationsAreHeldAgainstTheTolerance(
            String bound, int failed, String status, String error) {
        var answer =
                test(
                        r ->
                                r.definition(MAP.formatted(bound))
                                        .input("{\"Values\":[1,2,3]}")
                                        .stateConfiguration(c -> c.mapIterationFailureCount(failed))
                                        .mock(m -> m.result("[0,0,1]")));

        assertThat(answer.statusAsString()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void aReaderIsGivenItsData() {
        var map =
                MAP.formatted(
                                ", \"ItemReader\": {\"Resource\":"
                                    + " \"arn:aws:states:::s3:getObject\"}, \"ItemSelector\": \"{%"
                                    + " $states.context.Map.Item.Value * 2 %}\"")
                        .replace("\"Items\": \"{% $states.input.Values %}\",", "");

        var answer =
                debug(
                        map,
                        "{}",
                        r ->
                                r.mock(m -> m.result("[1]"))
                                        .stateConfiguration(c -> c.mapItemReaderData("[1,2]")));
        assertThat(answer.inspectionData().afterItemSelector()).isEqualTo("[2,4]");
    }

    @Test
    void aParallelNeedsAResultForEachBranch() {
        var answer = debug(PARALLEL, "{\"p\":1}", r -> r.mock(m -> m.result("[\"a\",\"b\"]")));

        assertThat(answer.output()).isEqualTo("{\"in\":1,\"r\":[\"a\",\"b\"]}");
        assertRefused(
                "ValidationException",
                "same number of items as number of Parallel branches",
                () -> test(r -> r.definition(PARALLEL).mock(m -> m.result("[1]"))));
    }
}
