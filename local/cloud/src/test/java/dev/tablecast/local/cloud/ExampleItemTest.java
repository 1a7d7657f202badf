package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleItemTest {
    @Test
    void anItemHasItsKeyAndTwoAttributes() {
        assertThat(item(new KeyAttribute("id", KeyAttribute.Type.S)))
                .isEqualTo(
                        "{\"id\": {\"S\": \"1\"}, \"name\": {\"S\": \"Ada\"}, \"zip\": {\"N\":"
                                + " \"94105\"}}");
    }

    @ParameterizedTest
    @CsvSource({"S, 1", "N, 1", "B, MQ=="})
    void everyTypeOfKeyHasAValue(KeyAttribute.Type type, String value) throws IOException {
        JsonNode item =
                read(
                        item(
                                new KeyAttribute("hash", type),
                                new KeyAttribute("range", KeyAttribute.Type.N)));

        assertThat(item.at("/hash/" + type).textValue()).isEqualTo(value);
        assertThat(item.at("/range/N").textValue()).isEqualTo("1");
    }

    @Test
    void aKeyThatIsNamedLikeAnAttributeTakesItsPlace() throws IOException {
        JsonNode item =
                read(
                        item(
                                new KeyAttribute("zip", KeyAttribute.Type.S),
                                new KeyAttribute("name", KeyAttribute.Type.N)));

        assertThat(item).hasToString("{\"zip\":{\"S\":\"1\"},\"name\":{\"N\":\"1\"}}");
    }

    private static String item(KeyAttribute... key) {
        return ExampleItem.of(new Source.NewTable("Items", List.of(key), true));
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .readTree(json);
    }
}
