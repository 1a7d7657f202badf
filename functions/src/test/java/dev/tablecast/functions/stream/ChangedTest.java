package dev.tablecast.functions.stream;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The field {@code changed} of a MODIFY, from stream records as Lambda delivers them. */
class ChangedTest {
    /** Nestings of the value that a test compares. */
    private static final List<String> DEPTHS =
            List.of(
                    "%s",
                    "{'L':[{'S':'x'},%s]}",
                    "{'M':{'a':{'S':'x'},'b':%s}}",
                    "{'L':[{'M':{'deep':{'L':[%s]}}}]}");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{'SS':['a','b','c']};{'SS':['c','a','b']}",
                "{'NS':['1','2.50']};{'NS':['2.5','1.0']}",
                "{'NS':['100','-0.5']};{'NS':['-5E-1','1E+2']}",
                "{'BS':['AA==','AQ==']};{'BS':['AQ==','AA==']}",
                "{'N':'1'};{'N':'1.0'}",
                "{'N':'1'};{'N':'1E0'}",
                "{'N':'0'};{'N':'-0.00'}",
                "{'N':'12345678901234567890123456789012345678'};"
                        + "{'N':'1.2345678901234567890123456789012345678E37'}",
                "{'M':{'a':{'N':'1'},'b':{'N':'2'}}};{'M':{'b':{'N':'2'},'a':{'N':'1'}}}"
            })
    void valuesThatDynamoDbCallsEqualAreNoChangeAtAnyDepth(String before, String after) {
        for (String depth : DEPTHS) {
            assertThat(changed(depth.formatted(before), depth.formatted(after)))
                    .as(depth)
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{'SS':['a','b']};{'SS':['a','c']}",
                "{'SS':['a','b']};{'SS':['a','b','c']}",
                "{'SS':['1','2']};{'NS':['1','2']}",
                "{'SS':['a','b']};{'L':[{'S':'a'},{'S':'b'}]}",
                "{'SS':['AA==']};{'BS':['AA==']}",
                "{'L':[{'S':'a'},{'S':'b'}]};{'L':[{'S':'b'},{'S':'a'}]}",
                "{'N':'1'};{'S':'1'}",
                "{'S':'1'};{'S':'1.0'}",
                "{'N':'9007199254740992'};{'N':'9007199254740993'}",
                "{'N':'0.1'};{'N':'0.10000000000000000000000000000000000001'}",
                "{'BOOL':true};{'BOOL':false}",
                "{'NULL':true};{'BOOL':true}",
                "{'M':{'a':{'N':'1'}}};{'M':{'a':{'N':'1'},'b':{'NULL':true}}}"
            })
    void valuesThatDifferAreAChangeAtAnyDepth(String before, String after) {
        for (String depth : DEPTHS) {
            assertThat(changed(depth.formatted(before), depth.formatted(after)))
                    .as(depth)
                    .containsExactly("value");
        }
    }

    @Test
    void noOrderOfASetIsAChange() {
        var random = new Random(16);
        for (int i = 0; i < 50; i++) {
            var members = new ArrayList<String>();
            for (int member = 0; member < 2 + random.nextInt(8); member++) {
                members.add("'" + (member * 7 - 20) + ".5'");
            }
            String before = "{'NS':" + members + "}";
            Collections.shuffle(members, random);
            String after = "{'NS':" + members + "}";

            assertThat(changed(before, after)).as("%s, %s", before, after).isEmpty();
        }
    }

    private static List<String> changed(String before, String after) {
        var executions = new ArrayList<JsonNode>();
        Workflow workflow =
                input -> {
                    executions.add(json(input));
                    return new Workflow.Outcome.Succeeded(Map.of());
                };
        JsonNode event = event("stream");
        JsonNode modify = event.at("/Records/1");
        ((ArrayNode) event.get("Records")).removeAll().add(modify);
        ((ObjectNode) modify.get("dynamodb")).set("OldImage", image(before));
        ((ObjectNode) modify.get("dynamodb")).set("NewImage", image(after));

        var trigger =
                new TriggerFixture(Policies.json(new Projection.All()), workflow, Instant.EPOCH);
        invoke(trigger.handler(), event);

        var names = new ArrayList<String>();
        json(trigger.frames(executions.getFirst()).texts().getFirst())
                .at("/changes/0/changed")
                .forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static JsonNode image(String value) {
        return json("{'value':" + value + "}");
    }
}
