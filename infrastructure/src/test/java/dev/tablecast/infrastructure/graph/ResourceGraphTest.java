package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leaves the graph of every example stack in {@code target/graph}. */
class ResourceGraphTest {
    private static final Pattern ARN = Pattern.compile("[:/]" + InventedAws.ACCOUNT + "[:/]");

    static Stream<String> stacks() {
        return StackFiles.stacks().stream();
    }

    private static ResourceGraph graph(String stack) {
        return RecordedProgram.run(
                stack, StackFiles.account(stack), StackFiles.configuration(stack));
    }

    @Test
    void thereAreExamplesForTryingOutForProductionAndForOtherPartitions() {
        assertThat(StackFiles.stacks())
                .contains("dev", "prod", "gov", "china", "company", "domain");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void theFileHasEveryResourceAndWhatItRefersTo(String stack) throws IOException {
        var graph = graph(stack);
        JsonNode file = new JsonMapper().readTree(GraphFile.write(graph).toFile());

        assertThat(file.get("resources")).hasSameSizeAs(graph.resources());
        for (JsonNode resource : file.get("resources")) {
            for (JsonNode reference : resource.get("references")) {
                assertThat(resource.get("inputs").at(reference.get("pointer").asText()).asText())
                        .contains(reference.get("value").asText().replaceFirst("^wss:", ""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void aResourceComesAfterAllThatItNeeds(String stack) {
        var graph = graph(stack);
        var known = new HashSet<String>();
        graph.resources().stream()
                .map(Registered::parent)
                .filter(parent -> parent.contains("::pulumi:pulumi:Stack::"))
                .forEach(known::add);

        for (Registered resource : graph.resources()) {
            assertThat(known).as(resource.toString()).contains(resource.parent());
            assertThat(known).as(resource.toString()).containsAll(resource.dependsOn());
            known.add(resource.urn());
        }
    }

    @Test
    void theTriggerMayDecryptWithTheKeyOfATableThatExists() {
        var policy =
                graph("prod")
                        .ofType("RolePolicy")
                        .filter(found -> found.name().equals("stream-trigger"))
                        .findFirst()
                        .orElseThrow();

        assertThat(policy.text("policy"))
                .contains(
                        "{\"Action\":[\"kms:Decrypt\"],\"Effect\":\"Allow\",\"Resource\":[\"arn:aws:kms:us-east-1:123456789012:key/");
    }

    /**
     * Checks that every reference can be found in its value, because whoever applies the graph
     * needs it.
     */
    @ParameterizedTest
    @MethodSource("stacks")
    void everyReferenceNamesTheOutputThatItTakes(String stack) {
        var unclear = new ArrayList<String>();
        for (Registered resource : graph(stack).resources()) {
            for (Reference reference : resource.references()) {
                if (reference.output().isEmpty()) {
                    unclear.add(resource + " " + reference);
                }
            }
        }

        assertThat(unclear).isEmpty();
    }

    /** An ARN that nobody registered is one that nobody may call. */
    @ParameterizedTest
    @MethodSource("stacks")
    void everyArnThatNobodyChoseIsThatOfAResource(String stack) {
        var graph = graph(stack);
        for (Registered resource : graph.custom()) {
            resource.inputs()
                    .forEach(
                            (input, value) -> {
                                if (ARN.matcher(String.valueOf(value)).find()) {
                                    assertThat(resource.reference(input))
                                            .as(resource + " " + input)
                                            .isPresent();
                                }
                            });
        }
    }
}
