package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks outside the commercial Regions. */
class PartitionsTest {
    /** The services' names as IAM knows them, which end the same in every partition. */
    private static final Pattern SERVICES =
            Pattern.compile("(lambda|states|scheduler|apigateway)\\.amazonaws\\.com(?!\\.)");

    @ParameterizedTest
    @CsvSource({"gov, aws-us-gov", "china, aws-cn"})
    void everyArnIsOfThePartition(String stack, String partition) throws IOException {
        assertThat(graph(stack))
                .contains("arn:" + partition + ":states:::lambda:invoke")
                .contains("arn:" + partition + ":dynamodb:")
                .doesNotContain("arn:aws:");
    }

    @ParameterizedTest
    @CsvSource({"gov, amazonaws.com", "china, amazonaws.com.cn"})
    void noAddressIsWrittenOut(String stack, String domain) throws IOException {
        String withoutWhatAwsAnswers =
                graph(stack).replaceAll("(wss|https)://[a-z0-9.-]+\\." + Pattern.quote(domain), "");

        assertThat(SERVICES.matcher(withoutWhatAwsAnswers).replaceAll(""))
                .doesNotContain("amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource({"gov", "china"})
    void nothingIsAskedForThatOnlyCommercialRegionsAreKnownToHave(String stack) {
        var graph = run(stack);

        assertThat(graph.ofType("Function"))
                .isNotEmpty()
                .allSatisfy(
                        function ->
                                assertThat(function.inputs())
                                        .doesNotContainKey("snapStart")
                                        .containsEntry("architectures", List.of("x86_64")));
        assertThat(graph.ofType("FunctionRecursionConfig")).isEmpty();
        assertThat(graph.ofType("EventSourceMapping"))
                .allSatisfy(
                        mapping -> assertThat(mapping.inputs()).doesNotContainKey("metricsConfig"));
        assertThat(graph.ofType("MetricAlarm"))
                .extracting(Registered::name)
                .isNotEmpty()
                .doesNotContain("stream-not-read");
    }

    private static ResourceGraph run(String stack) {
        return RecordedProgram.run(
                stack, StackFiles.account(stack), StackFiles.configuration(stack));
    }

    /** The inputs and the exports: an output that nobody takes is AWS's own affair. */
    private static String graph(String stack) throws IOException {
        var graph = run(stack);
        var json = new JsonMapper();
        return json.writeValueAsString(graph.resources().stream().map(Registered::inputs).toList())
                + json.writeValueAsString(graph.exports());
    }
}
