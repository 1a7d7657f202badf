package dev.tablecast.functions.limits;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The subjects in the table {@code WebSocketManager}, read a page at a time. */
record DynamoDbSubjectRows(DynamoDbClient dynamoDb, String table) implements Recount.SubjectRows {
    @Override
    public void forEach(Row row) {
        dynamoDb.scanPaginator(
                        request ->
                                request.tableName(table)
                                        .consistentRead(true)
                                        .projectionExpression("ConnectionId, " + Subject.ATTRIBUTE))
                .items()
                .forEach(item -> row.ofSubject(subject(item)));
    }

    /**
     * Returns the subject of a row; empty for a value that isn't a string, so that an invalid row
     * doesn't fail the others.
     */
    private static String subject(Map<String, AttributeValue> item) {
        AttributeValue subject = item.get(Subject.ATTRIBUTE);
        return subject == null || subject.s() == null ? "" : subject.s();
    }
}
