package dev.tablecast.local.cloud.console;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The views of a feed in the table {@code ChangeLog}. */
public record ChangeLogViews(DynamoDbClient client, String table, String feed) {
    /** Returns the contents of views by their ids; an id that isn't stored is left out. */
    public Map<String, String> find(Collection<String> ids) {
        var contents = new HashMap<String, String>();
        for (String id : ids) {
            var key =
                    Map.of(
                            "PK", AttributeValue.fromS(feed + "#view#" + id),
                            "SK", AttributeValue.fromS("view"));
            var item = client.getItem(request -> request.tableName(table).key(key)).item();
            if (item.containsKey("Content")) {
                contents.put(id, item.get("Content").s());
            }
        }
        return contents;
    }
}
