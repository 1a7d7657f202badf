package dev.tablecast.local.stepfunctions.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCatalogTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:states:::lambda:invoke",
                "arn:aws-us-gov:states:::lambda:invoke.waitForTaskToken",
                "arn:aws-cn:states:::dynamodb:putItem",
                "arn:aws-iso-b:states:::sqs:sendMessage",
                "arn:aws:states:::ecs:runTask.sync",
                "arn:aws:states:::ecs:runTask.waitForTaskToken",
                "arn:aws:states:::states:startExecution.sync:2",
                "arn:aws:states:::emr-serverless:startJobRun.sync",
                "arn:aws:states:::http:invoke",
                "arn:aws:states:::aws-sdk:dynamodb:query",
                "arn:aws-us-gov:states:::aws-sdk:s3:listObjectsV2",
                "arn:aws:states:::aws-sdk:rds:describeDBInstances.waitForTaskToken",
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                "arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:f:live",
                "arn:aws-cn:states:cn-north-1:000000000000:activity:a.b-c"
            })
    void accepts(String resource) {
        assertThat(ServiceCatalog.problems(TaskResource.parse(resource))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    x                                            | it is not the ARN of a Lambda function
                    arn:aws:states:::sqs                         | it is not the ARN of a Lambda function
                    arn:azure:states:::sqs:sendMessage           | it is not the ARN of a Lambda function
                    arn:aws:lambda:us-east-1:1:function:f        | it is not the ARN of a Lambda function
                    arn:aws:sns:us-east-1:000000000000:topic     | it is not the ARN of a Lambda function
                    arn:aws:states:::foo:bar                     | the services are: apigateway, athena
                    arn:aws:states:::s3:getObject                | there is arn:aws:states:::aws-sdk:s3:getObject
                    arn:aws:states:::dynamodb:query              | its actions are: deleteItem, getItem, putItem, updateItem; there is arn:aws:states:::aws-sdk:dynamodb:query
                    arn:aws:states:::sqs:receiveMessage          | there is arn:aws:states:::aws-sdk:sqs:receiveMessage
                    arn:aws:states:::lambda:invoke.sync          | the action doesn't support .sync; it supports: invoke, invoke.waitForTaskToken
                    arn:aws:states:::dynamodb:getItem.waitForTaskToken | the action doesn't support .waitForTaskToken; it supports: getItem
                    arn:aws:states:::ecs:runTask.sync:2          | the action doesn't support .sync:2
                    arn:aws:states:::ecs:runTask.async           | its actions are: runTask
                    arn:aws:states:::aws-sdk:nope:getItem        | the SDK has no service "nope"
                    arn:aws:states:::aws-sdk:dynamodb:GetItem    | its actions are: batchExecuteStatement
                    arn:aws:states:::aws-sdk:ecs:runTask.sync    | SDK integrations don't support .sync
                    arn:aws:states:::aws-sdk:kinesis:subscribeToShard | its actions are
                    arn:aws:states:::aws-sdk:apigatewaymanagementapi:postToConnection | the SDK has no service
                    """)
    void refuses(String resource, String reason) {
        assertThat(ServiceCatalog.problems(TaskResource.parse(resource)))
                .singleElement()
                .asString()
                .startsWith("The resource provided " + resource + " is not recognized: ")
                .contains(reason);
    }

    @Test
    void aServiceKnowsItsPattern() {
        assertThat(TaskResource.parse("arn:aws-cn:states:::aws-sdk:sfn:startExecution"))
                .isEqualTo(
                        new TaskResource.Service(
                                "arn:aws-cn:states:::aws-sdk:sfn:startExecution",
                                "aws-sdk:sfn",
                                "startExecution",
                                IntegrationPattern.REQUEST_RESPONSE));
        assertThat(TaskResource.parse("arn:aws:states:::states:startExecution.sync:2").pattern())
                .isEqualTo(IntegrationPattern.SYNC_2);
    }
}
