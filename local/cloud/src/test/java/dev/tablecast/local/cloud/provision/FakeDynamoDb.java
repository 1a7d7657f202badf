package dev.tablecast.local.cloud.provision;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;

/** A client that creates tables with nothing but a name. */
final class FakeDynamoDb implements DynamoDbClient {
    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return CreateTableResponse.builder()
                .tableDescription(
                        table ->
                                table.tableName(request.tableName())
                                        .tableArn(
                                                Arns.arn(
                                                        "dynamodb",
                                                        "table/" + request.tableName())))
                .build();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
