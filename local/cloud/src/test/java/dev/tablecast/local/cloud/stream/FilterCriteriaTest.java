package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCriteriaTest {
    private static final JsonNode MODIFY =
            tree(
                    """
                    {
                      "eventID": "1",
                      "eventName": "MODIFY",
                      "userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"},
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1767323045,
                        "Keys": {"id": {"S": "order#7"}},
                        "NewImage": {
                          "id": {"S": "order#7"},
                          "zip": {"N": "94105"},
                          "open": {"BOOL": true},
                          "tags": {"SS": ["new", "urgent"]},
                          "address": {"M": {"city": {"S": "Zürich"}}}
                        },
                        "SizeBytes": 120
                      }
                    }
                    """);

    @Test
    void withoutPatternsEveryRecordMatches() {
        assertThat(new FilterCriteria(List.of()).matches(MODIFY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":[\"INSERT\",\"MODIFY\"]}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"94105\"]}}}}",
                "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"order#\"}]}}}}",
                "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"anything-but\":[\"order#8\"]}]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[{\"exists\":true}]}}}}",
                "{\"dynamodb\":{\"OldImage\":{\"zip\":{\"N\":[{\"exists\":false}]}}}}",
                "{\"dynamodb\":{\"SizeBytes\":[{\"numeric\":[\">\",100,\"<=\",120]}]}}",
                "{\"dynamodb\":{\"NewImage\":{\"open\":{\"BOOL\":[true]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"tags\":{\"SS\":[\"urgent\"]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"address\":{\"M\":{\"city\":{\"S\":[\"Zürich\"]}}}}}}",
                "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"94105\"]}}}}",
                "{\"userIdentity\":{\"type\":[\"Service\"]}}"
            })
    void aRecordMatchesAPattern(String pattern) {
        assertThat(new FilterCriteria(List.of(pattern)).matches(MODIFY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":[\"INSERT\",\"REMOVE\"]}",
                "{\"eventName\":[\"modify\"]}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"94107\"]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[94105]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[{\"numeric\":[\">\",0]}]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[{\"exists\":false}]}}}}",
                "{\"dynamodb\":{\"OldImage\":{\"zip\":{\"N\":[{\"exists\":true}]}}}}",
                "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"user#\"}]}}}}",
                "{\"dynamodb\":{\"SizeBytes\":[{\"numeric\":[\">\",120]}]}}",
                "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"1\"]}}}}"
            })
    void aRecordDoesNotMatchAPattern(String pattern) {
        assertThat(new FilterCriteria(List.of(pattern)).matches(MODIFY)).isFalse();
    }

    static List<JsonNode> patterns() throws IOException {
        return StreamSupport.stream(conformance().get("patterns").spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternIsAcceptedAndMatchesAsOnLambda(JsonNode example) throws IOException {
        List<String> pattern = List.of(example.get("pattern").toString());
        if (!example.get("lambda").booleanValue()) {
            assertThatThrownBy(() -> new FilterCriteria(pattern))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        var matching = new ArrayList<String>();
        for (var streamRecord : conformance().get("records").properties()) {
            if (new FilterCriteria(pattern).matches(streamRecord.getValue())) {
                matching.add(streamRecord.getKey());
            }
        }
        assertThat(matching)
                .isEqualTo(new ObjectMapper().convertValue(example.get("matches"), List.class));
    }

    @Test
    void lambdasQuotasAreKept() {
        String pattern = "{\"eventName\":[\"INSERT\"]}";
        assertThatThrownBy(() -> new FilterCriteria(Collections.nCopies(6, pattern)))
                .hasMessage("there are 6 filter patterns; Lambda takes at most 5");
        assertThatThrownBy(
                        () ->
                                new FilterCriteria(
                                        List.of(
                                                "{\"eventID\":[\""
                                                        + "x".repeat(4096 - 15)
                                                        + "\"]}")))
                .hasMessageEndingWith("it has more than 4096 characters");
    }

    /** The cases that the check at deployment uses too. */
    private static JsonNode conformance() throws IOException {
        return new ObjectMapper()
                .readTree(
                        Path.of(
                                        System.getProperty("tablecast.project"),
                                        "infrastructure/src/test/resources/filter-patterns.json")
                                .toFile());
    }

    @Test
    void oneOfThePatternsIsEnough() {
        var criteria =
                new FilterCriteria(
                        List.of(
                                "{\"eventName\":[\"REMOVE\"]}",
                                "{\"dynamodb\":{\"NewImage\":{\"open\":{\"BOOL\":[true]}}}}"));

        assertThat(criteria.matches(MODIFY)).isTrue();
        assertThat(criteria.matches(tree("{\"eventName\":\"REMOVE\"}"))).isTrue();
        assertThat(criteria.matches(tree("{\"eventName\":\"INSERT\"}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INSERT",
                "[]",
                "{\"eventName\":",
                "{\"eventName\":\"INSERT\"}",
                "{\"eventName\":[{\"begins-with\":\"I\"}]}",
                "{\"eventName\":[{\"numeric\":[\"above\",1]}]}"
            })
    void aPatternThatIsNoneIsNamed(String pattern) {
        assertThatThrownBy(() -> new FilterCriteria(List.of("{\"eventName\":[\"A\"]}", pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the filter pattern " + pattern + " can't be read: ");
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
