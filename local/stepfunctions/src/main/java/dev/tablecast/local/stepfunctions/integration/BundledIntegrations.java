package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lambda and DynamoDB: what Task states can call without anything else being configured. */
public final class BundledIntegrations implements ServiceIntegration, AutoCloseable {
    /** Longer than any function may run, so that the state's own timeout comes first. */
    private static final Duration LAMBDA_TIMEOUT = Duration.ofMinutes(16);

    private static final Duration DYNAMO_DB_TIMEOUT = Duration.ofSeconds(30);

    private final ServiceIntegration lambda;
    private final ServiceIntegration dynamoDb;
    private final List<AwsHttp> clients;

    private BundledIntegrations(
            LambdaFunctions functions, AwsHttp dynamoDb, List<AwsHttp> clients) {
        this.lambda = new LambdaIntegration(functions);
        this.dynamoDb = new DynamoDbIntegration(dynamoDb);
        this.clients = List.copyOf(clients);
    }

    /**
     * Lambda functions in the same process.
     *
     * @param accessKeyIds the access key that a role signs with, by its ARN
     */
    public static BundledIntegrations of(
            LambdaFunctions functions,
            URI dynamoDb,
            String region,
            Supplier<Instant> now,
            UnaryOperator<String> accessKeyIds) {
        var http = new AwsHttp(dynamoDb, "dynamodb", region, DYNAMO_DB_TIMEOUT, now, accessKeyIds);
        return new BundledIntegrations(functions, http, List.of(http));
    }

    /** The same with Lambda functions behind an endpoint. */
    public static BundledIntegrations of(
            URI lambda,
            URI dynamoDb,
            String region,
            Supplier<Instant> now,
            UnaryOperator<String> accessKeyIds) {
        var http = new AwsHttp(dynamoDb, "dynamodb", region, DYNAMO_DB_TIMEOUT, now, accessKeyIds);
        var lambdaHttp = new AwsHttp(lambda, "lambda", region, LAMBDA_TIMEOUT, now, accessKeyIds);
        return new BundledIntegrations(
                new HttpLambdaFunctions(lambdaHttp), http, List.of(http, lambdaHttp));
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        if (LambdaIntegration.owns(resource)) {
            return lambda.problems(resource, parameters);
        }
        if (DynamoDbIntegration.owns(resource)) {
            return dynamoDb.problems(resource, parameters);
        }
        return List.of(
                "The resource provided "
                        + resource
                        + " is not recognized here; there are: arn:aws:states:::lambda:invoke, ARNs"
                        + " of Lambda functions, arn:aws:states:::dynamodb:* and"
                        + " arn:aws:states:::aws-sdk:dynamodb:*");
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        return LambdaIntegration.owns(call.resource()) ? lambda.call(call) : dynamoDb.call(call);
    }

    @Override
    public void close() {
        clients.forEach(AwsHttp::close);
    }
}
