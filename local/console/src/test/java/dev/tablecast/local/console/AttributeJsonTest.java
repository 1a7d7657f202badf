package dev.tablecast.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributeJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'S':'94103'}",
                "{'S':''}",
                "{'N':'12345678901234567890.123456789012345678'}",
                "{'B':'AAH/'}",
                "{'B':''}",
                "{'BOOL':true}",
                "{'BOOL':false}",
                "{'NULL':true}",
                "{'M':{'a':{'S':'x'},'b':{'M':{'c':{'L':[]}}}}}",
                "{'M':{}}",
                "{'L':[{'S':'x'},{'N':'1'},{'L':[{'NULL':true}]}]}",
                "{'L':[]}",
                "{'SS':['a','b']}",
                "{'NS':['1','2.5']}",
                "{'BS':['AAH/','AQ==']}"
            })
    void everyTypeIsReadAndWritten(String value) throws Exception {
        JsonNode json = json("{'x':" + value + "}");

        assertThat(AttributeJson.write(AttributeJson.read("Item", json))).isEqualTo(json);
    }

    @Test
    void valuesAreThoseOfTheSdk() throws Exception {
        JsonNode json =
                json("{'n':{'N':'7'},'b':{'B':'AQI='},'z':{'NULL':true},'ss':{'SS':['a']}}");

        assertThat(AttributeJson.read("Item", json))
                .isEqualTo(
                        Map.of(
                                "n", AttributeValue.fromN("7"),
                                "b",
                                        AttributeValue.fromB(
                                                SdkBytes.fromByteArray(new byte[] {1, 2})),
                                "z", AttributeValue.fromNul(true),
                                "ss", AttributeValue.fromSs(List.of("a"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'S':1}|Item.x.S: found 1, may be a string",
                "{'N':7}|Item.x.N: found 7, may be a number in a string, such as \"7\"",
                "{'B':'?'}|Item.x.B: found \"?\", may be base64",
                "{'BOOL':'true'}|Item.x.BOOL: found \"true\", may be true or false",
                "{'NULL':false}|Item.x.NULL: found false, may be true",
                "{'M':[]}|Item.x.M: found [], may be an object of attributes",
                "{'L':{}}|Item.x.L: found {}, may be an array",
                "{'L':[{'S':'a'},{'S':2}]}|Item.x.L[1].S: found 2, may be a string",
                "{'M':{'y':{'N':1}}}|Item.x.M.y.N: found 1, may be a number in a string, such as"
                        + " \"7\"",
                "{'SS':['a',null]}|Item.x.SS[1]: found null, may be a string",
                "{'NS':[1]}|Item.x.NS[0]: found 1, may be a number in a string, such as \"7\"",
                "{'BS':'AQ=='}|Item.x.BS: found \"AQ==\", may be an array",
                "{'s':'a'}|Item.x: found type \"s\", may be one of"
                        + " S, N, B, BOOL, NULL, M, L, SS, NS, BS",
                "{'S':'a','N':'1'}|Item.x: found {\"S\":\"a\",\"N\":\"1\"}, may be an object with"
                        + " one of S, N, B, BOOL, NULL, M, L, SS, NS, BS",
                "{}|Item.x: found {}, may be an object with one of"
                        + " S, N, B, BOOL, NULL, M, L, SS, NS, BS",
            })
    void whatIsntDynamoDbJsonIsNamed(String value, String message) throws Exception {
        JsonNode json = json("{'x':" + value + "}");

        assertThatThrownBy(() -> AttributeJson.read("Item", json))
                .isInstanceOf(ApiException.class)
                .hasMessage(message);
    }

    @Test
    void aLongValueIsCutInMessages() throws Exception {
        JsonNode json = json("{'x':'" + "y".repeat(5_000) + "'}");

        assertThatThrownBy(() -> AttributeJson.read("Key", json))
                .message()
                .startsWith("Key.x: found \"yyyy")
                .hasSizeLessThan(200);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
