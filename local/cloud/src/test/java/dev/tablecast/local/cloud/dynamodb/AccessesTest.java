package dev.tablecast.local.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.dynamodb.Accesses.Access;
import org.junit.jupiter.api.Test;

class AccessesTest {
    @Test
    void aRequestNamesItsTable() throws Exception {
        assertThat(Accesses.of("GetItem", json("{\"TableName\":\"Items\"}")))
                .containsExactly(new Access("GetItem", "Items"));
        assertThat(Accesses.tableName("GetItem", json("{\"TableName\":\"Items\"}")))
                .isEqualTo("Items");
    }

    @Test
    void aBatchNamesSeveral() throws Exception {
        assertThat(
                        Accesses.of(
                                "BatchGetItem",
                                json("{\"RequestItems\":{\"Items\":{},\"ChangeLog\":{}}}")))
                .containsExactly(
                        new Access("BatchGetItem", "Items"),
                        new Access("BatchGetItem", "ChangeLog"));
    }

    @Test
    void aTransactionIsAuthorizedByItsPartsAndEachOnce() throws Exception {
        var request =
                json(
                        """
                        {"TransactItems":[
                          {"Update":{"TableName":"ChangeLog","Key":{}}},
                          {"Put":{"TableName":"ChangeLog","Item":{}}},
                          {"Put":{"TableName":"ChangeLog","Item":{}}},
                          {"ConditionCheck":{"TableName":"Items","Key":{}}}]}
                        """);

        assertThat(Accesses.of("TransactWriteItems", request))
                .containsExactly(
                        new Access("UpdateItem", "ChangeLog"),
                        new Access("PutItem", "ChangeLog"),
                        new Access("ConditionCheckItem", "Items"));
        assertThat(Accesses.tableName("TransactWriteItems", request)).isEqualTo("ChangeLog");
    }

    @Test
    void aStreamIsNoTable() throws Exception {
        assertThat(Accesses.of("GetRecords", json("{\"ShardIterator\":\"a|b\"}"))).isEmpty();
        assertThat(Accesses.tableName("GetRecords", json("{}"))).isEmpty();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
