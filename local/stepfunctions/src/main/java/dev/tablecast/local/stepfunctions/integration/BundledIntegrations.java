package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.resource.ServiceCatalog;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The integrations with Lambda and DynamoDB, which need no mocks. A task of any other service that
 * waits for its token calls nothing.
 */
public final class BundledIntegrations implements ServiceIntegration, AutoCloseable {
    /**
     * The timeout of a Lambda request, which is longer than any function may run, so that the
     * state's timeout comes first.
     */
    private static final Duration LAMBDA_TIMEOUT = Duration.ofMinutes(16);

    private static final Duration DYNAMO_DB_TIMEOUT = Duration.ofSeconds(30);

    private final LambdaIntegration lambda;
    private final DynamoDbIntegration dynamoDb;
    private final List<AwsHttp> clients;

    private BundledIntegrations(
            LambdaFunctions functions, AwsHttp dynamoDb, List<AwsHttp> clients) {
        this.lambda = new LambdaIntegration(functions);
        this.dynamoDb = new DynamoDbIntegration(dynamoDb);
        this.clients = List.copyOf(clients);
    }

    /**
     * Returns integrations with Lambda functions in the same process.
     *
     * @param dynamoDb the endpoint of DynamoDB
     * @param accessKeyIds returns the access key id for the ARN of a role
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

    /**
     * Returns integrations with Lambda functions behind an endpoint.
     *
     * @param lambda the endpoint of Lambda
     * @param dynamoDb the endpoint of DynamoDB
     * @param accessKeyIds returns the access key id for the ARN of a role
     */
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
        var parsed = TaskResource.parse(resource);
        var problems = refusedByAws(parsed, parameters);
        return problems.isEmpty() && !parsed.isAwaited() && !canCall(parsed)
                ? List.of(mockIt(resource))
                : problems;
    }

    /**
     * Returns the problems that AWS reports too, whether or not the resource can be called here.
     */
    public static List<String> refusedByAws(TaskResource resource, JsonNode parameters) {
        var problems = ServiceCatalog.problems(resource);
        return problems.isEmpty() && LambdaIntegration.isInvoke(resource)
                ? InvokeParameters.problems(resource.text(), parameters)
                : problems;
    }

    private static boolean canCall(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Function function -> true;
            case TaskResource.Service service ->
                    LambdaIntegration.isInvoke(service) || DynamoDbIntegration.canCall(service);
            case TaskResource.Activity activity -> false;
            case TaskResource.Unrecognized unrecognized -> false;
        };
    }

    private static String mockIt(String resource) {
        return resource
                + " can't be called here, so it must be mocked: start with a mock configuration"
                + " (SFN_MOCK_CONFIG) that lists the state. Only Lambda functions and these actions"
                + " of DynamoDB can be called: "
                + String.join(", ", DynamoDbIntegration.sdkActions());
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        if (!canCall(call.resource())) {
            throw new FailureException(
                    ErrorNames.RUNTIME,
                    "The state \""
                            + call.stateName()
                            + "\" must be mocked: "
                            + mockIt(call.resource().text()));
        }
        return call.resource() instanceof TaskResource.Service service
                        && DynamoDbIntegration.canCall(service)
                ? dynamoDb.call(call, service)
                : lambda.call(call);
    }

    @Override
    public TaskAnswer begin(TaskCall call) throws InterruptedException {
        var response = canCall(call.resource()) ? call(call) : Json.object();
        return new TaskAnswer.Submitted(response, () -> {});
    }

    @Override
    public void close() {
        clients.forEach(AwsHttp::close);
    }
}
