package dev.tablecast.local.cloud.command;

import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.provision.Arns;
import java.net.URI;

/** A command of the AWS CLI to paste into a shell. */
final class ExampleCommand {
    private ExampleCommand() {}

    static String putItem(LocalCloud cloud) {
        return putItem(
                cloud.dynamoDbEndpoint(), cloud.export("sourceTableName"), cloud.exampleItem());
    }

    private static String putItem(URI endpoint, String table, String item) {
        return "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb put-item --region %s --endpoint-url %s --table-name %s --item '%s'"
                .formatted(Arns.REGION, endpoint, table, item);
    }
}
