package dev.tablecast.infrastructure.graph.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.graph.RecordedProgram;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnyResourceTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tablecast.infrastructure.graph.rules.ProviderRulesTest#configurations")
    void aRoleMayDoNothingToAnythingWhereAwsTakesANarrowerResource(
            String name, TablecastConfiguration configuration) {
        var graph = RecordedProgram.run("dev", configuration);

        assertThat(onAnything(graph))
                .allSatisfy(
                        allowed ->
                                assertThat(AnyResource.takes(allowed.get(0), allowed.get(1)))
                                        .as(allowed.toString())
                                        .isTrue());
    }

    @Test
    void noExceptionIsMadeThatNoConfigurationNeeds() {
        Set<List<String>> needed = new HashSet<>();
        ProviderRulesTest.configurations()
                .map(arguments -> (TablecastConfiguration) arguments.get()[1])
                .map(configuration -> RecordedProgram.run("dev", configuration))
                .forEach(graph -> needed.addAll(onAnything(graph)));

        for (AnyResource exception : AnyResource.EXCEPTIONS) {
            for (String action : exception.actions()) {
                assertThat(needed).contains(List.of(exception.service(), action));
            }
        }
    }

    /** Service and action of each permission on {@code *}, or on everything of a service. */
    private static List<List<String>> onAnything(ResourceGraph graph) {
        var found = new ArrayList<List<String>>();
        graph.ofType("RolePolicy")
                .forEach(
                        policy -> {
                            String service =
                                    json(graph.referred(policy, "role")
                                                    .orElseThrow()
                                                    .text("assumeRolePolicy"))
                                            .at("/Statement/0/Principal/Service")
                                            .asText();
                            for (JsonNode statement :
                                    json(policy.text("policy")).get("Statement")) {
                                for (JsonNode resource : statement.get("Resource")) {
                                    if (isAnything(resource.asText())) {
                                        statement
                                                .get("Action")
                                                .forEach(
                                                        action ->
                                                                found.add(
                                                                        List.of(
                                                                                service,
                                                                                action.asText())));
                                    }
                                }
                            }
                        });
        return found;
    }

    private static boolean isAnything(String resource) {
        return resource.equals("*")
                || resource.matches("arn:[^:]*:[^:]*:[^:]*:[^:]*:[^/:]*[/:]?\\*");
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
