package dev.tablecast.local.cloud.provision;

import static dev.tablecast.local.cloud.provision.ProviderFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.pulumi.test.Mocks;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    private static final String TABLE = "aws:dynamodb/table:Table";
    private static final String FUNCTION = ProviderFixture.FUNCTION;
    private static final String QUEUE = ProviderFixture.QUEUE;
    private static final String MACHINE = "aws:sfn/stateMachine:StateMachine";

    private static final String ALIAS = "aws:lambda/alias:Alias";

    private final ProviderFixture local = new ProviderFixture();

    @Test
    void aTypeOfAwsThatIsUnknownIsRefusedByName() {
        assertRefused(
                () -> local.provide("aws:s3/bucket:Bucket", "logs", Map.of()),
                "aws:s3/bucket:Bucket \"logs\": the local cloud doesn't support this type of"
                        + " resource");
        assertThat(local.provider.resources()).isEmpty();
    }

    @Test
    void whatTheProgramLooksUpIsAnswered() {
        assertThat(
                        List.of(
                                lookUp("aws:index/getPartition:getPartition").get("partition"),
                                lookUp("aws:index/getRegion:getRegion").get("name"),
                                lookUp("aws:index/getCallerIdentity:getCallerIdentity")
                                        .get("accountId")))
                .containsExactly("aws", Arns.REGION, Arns.ACCOUNT);
    }

    @Test
    void aLookupThatIsUnknownIsRefusedByName() {
        assertRefused(
                () -> lookUp("aws:dynamodb/getTable:getTable"),
                "aws:dynamodb/getTable:getTable: the local cloud doesn't support this function");
    }

    private Map<String, Object> lookUp(String token) {
        return local.provider.callAsync(new Mocks.CallArgs(token, ImmutableMap.of(), "")).join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tablecast:infrastructure:Tables",
                "pulumi:pulumi:Stack",
                "pulumi:providers:aws"
            })
    void componentsPassWithTheirInputs(String type) {
        assertThat(local.provide(type, "any", Map.of("a", "b"))).isEqualTo(Map.of("a", "b"));
        assertThat(local.provider.resources()).extracting(Resource::type).containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:iam/role:Role, arn:aws:iam::000000000000:role/broadcast",
        "aws:cloudwatch/metricAlarm:MetricAlarm,"
                + " arn:aws:cloudwatch:us-east-1:000000000000:alarm:broadcast",
        "aws:cloudwatch/logGroup:LogGroup, arn:aws:logs:us-east-1:000000000000:log-group:broadcast"
    })
    void whatHasNoEffectHereHasANameAndAnArn(String type, String arn) {
        assertThat(local.provide(type, "broadcast", Map.of()))
                .isEqualTo(Map.of("name", "broadcast", "arn", arn));
    }

    @Test
    void aTableHasItsArnAndAStreamOnlyWhereItWasAskedFor() {
        assertThat(local.provide(TABLE, "Items", Map.of("hashKey", "id")))
                .containsEntry("name", "Items")
                .containsEntry("arn", "arn:aws:dynamodb:us-east-1:000000000000:table/Items")
                .containsEntry("hashKey", "id")
                .doesNotContainKey("streamArn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"globalSecondaryIndexes", "localSecondaryIndexes"})
    void aTableWithIndexesIsRefused(String input) {
        assertRefused(
                () ->
                        local.provide(
                                TABLE,
                                "Items",
                                Map.of("hashKey", "id", input, List.of(Map.of("name", "byZip")))),
                TABLE
                        + " \"Items\": "
                        + input
                        + " is set; the local cloud supports tables without");
    }

    @Test
    void anInputThatIsMissingIsNamed() {
        assertRefused(
                () -> local.provide(TABLE, "Items", Map.of()),
                TABLE + " \"Items\": hashKey is not set; the local cloud needs a String");
    }

    @Test
    void anInputOfAnotherTypeIsNamed() {
        assertRefused(
                () -> local.provide(TABLE, "Items", Map.of("hashKey", 7.0)),
                TABLE + " \"Items\": hashKey is a Double; the local cloud needs a String");
    }

    @Test
    void aFunctionIsFoundByNameArnAndInvocation() {
        Map<String, Object> outputs = local.provideFunction("post");

        assertThat(outputs)
                .containsEntry("name", "post")
                .containsEntry("arn", "arn:aws:lambda:us-east-1:000000000000:function:post")
                .containsEntry(
                        "invokeArn",
                        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                            + "arn:aws:lambda:us-east-1:000000000000:function:post/invocations");
        assertThat(local.functions.find("post")).isPresent();
        assertThat(local.functions.find(outputs.get("arn").toString())).isPresent();
        assertThat(local.functions.findByInvocation(outputs.get("invokeArn").toString()))
                .isPresent();
        assertThat(local.functions.find("other")).isEmpty();
    }

    @Test
    void anAliasIsAnotherAddressOfItsFunction() {
        local.provideFunction("post");
        Map<String, Object> outputs = local.provide(ALIAS, "post", alias("1"));

        assertThat(outputs)
                .containsEntry("name", "live")
                .containsEntry("arn", "arn:aws:lambda:us-east-1:000000000000:function:post:live");
        assertThat(local.functions.find(outputs.get("arn").toString())).isPresent();
        assertThat(local.functions.find("post:live")).isPresent();
        assertThat(local.functions.findByInvocation(outputs.get("invokeArn").toString()))
                .isPresent();
    }

    @Test
    void aFunctionMayHaveSeveralAliases() {
        local.provideFunction("post");
        local.provide(ALIAS, "post", alias("1"));
        Map<String, Object> outputs =
                local.provide(
                        ALIAS,
                        "generation",
                        Map.of("functionName", "post", "functionVersion", "1"));

        assertThat(outputs)
                .containsEntry("name", "generation")
                .containsEntry(
                        "arn", "arn:aws:lambda:us-east-1:000000000000:function:post:generation");
        assertThat(local.functions.find("post:live")).isPresent();
        assertThat(local.functions.find("post:generation")).isPresent();
        assertThat(local.functions.find("post:other")).isEmpty();
    }

    @Test
    void aFunctionThatMayInvokeItselfHasToBeThereAndIsNeverStopped() {
        String type = "aws:lambda/functionRecursionConfig:FunctionRecursionConfig";
        local.provideFunction("post");

        local.provide(type, "post", Map.of("functionName", "post", "recursiveLoop", "Allow"));
        assertRefused(
                () ->
                        local.provide(
                                type,
                                "post",
                                Map.of("functionName", "post", "recursiveLoop", "Terminate")),
                type + " \"post\": recursiveLoop is Terminate; the local cloud supports Allow");
        assertRefused(
                () ->
                        local.provide(
                                type,
                                "other",
                                Map.of("functionName", "other", "recursiveLoop", "Allow")),
                type + " \"other\": functionName is other");
    }

    @Test
    void onlyWhatIsPublishedHasAVersion() {
        assertThat(
                        local.provide(
                                FUNCTION,
                                "post",
                                Map.of("handler", EchoHandler.HANDLER, "publish", true)))
                .containsEntry("version", "1");
        assertThat(local.provideFunction("draft")).containsEntry("version", "$LATEST");
    }

    @ParameterizedTest
    @CsvSource({
        "functionName, other, 'functionName is other; the local cloud supports the functions of"
                + " this program'",
        "functionVersion, $LATEST, 'functionVersion is $LATEST; the local cloud supports the"
                + " published version, 1'",
        "functionVersion, 2, functionVersion is 2"
    })
    void anAliasOfWhatThereIsNotIsRefused(String input, String value, String message) {
        local.provideFunction("post");
        var inputs = new HashMap<>(alias("1"));
        inputs.put(input, value);

        assertRefused(() -> local.provide(ALIAS, "post", inputs), ALIAS + " \"post\": " + message);
    }

    @Test
    void anAliasThatDividesInvocationsIsRefused() {
        local.provideFunction("post");
        var inputs = new HashMap<>(alias("1"));
        inputs.put("routingConfig", Map.of("additionalVersionWeights", Map.of("2", 0.5)));

        assertRefused(
                () -> local.provide(ALIAS, "post", inputs),
                ALIAS + " \"post\": routingConfig is set; the local cloud supports aliases of one");
    }

    @Test
    void aFunctionIsCalledWhatTheProgramCallsIt() {
        assertThat(
                        local.provide(
                                FUNCTION,
                                "post",
                                Map.of("handler", EchoHandler.HANDLER, "name", "tablecast-post")))
                .containsEntry(
                        "arn", "arn:aws:lambda:us-east-1:000000000000:function:tablecast-post");
        assertThat(local.functions.find("tablecast-post")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tablecast-local-post", "tablecast-local-post-1a2b3c4d"})
    void aNameThatTheProgramMakesForAnAccountIsTheLogicalOneHere(String name) {
        assertThat(
                        local.provide(
                                FUNCTION,
                                "post",
                                Map.of("handler", EchoHandler.HANDLER, "name", name)))
                .containsEntry("name", "post")
                .containsEntry("arn", "arn:aws:lambda:us-east-1:000000000000:function:post");
    }

    @Test
    void aFunctionHasItsVariablesAndThoseOfThisMachine() {
        local.provide(
                FUNCTION,
                "post",
                Map.of(
                        "handler",
                        EchoHandler.HANDLER,
                        "environment",
                        Map.of("variables", Map.of("TABLE", "Items", "AWS_REGION", "eu-west-1"))));

        var answer =
                (LambdaFunction.Payload)
                        local.functions
                                .find("post")
                                .orElseThrow()
                                .invoke("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                .contains("\"TABLE\":\"Items\"")
                .contains("\"AWS_REGION\":\"us-east-1\"")
                .contains("\"AWS_LAMBDA_FUNCTION_NAME\":\"post\"");
    }

    @Test
    void aHandlerThatIsNotFoundIsNamedWithItsFunction() {
        assertRefused(
                () ->
                        local.provide(
                                FUNCTION, "post", Map.of("handler", "dev.example.Nowhere::handle")),
                FUNCTION + " \"post\": handler dev.example.Nowhere::handle: it must name");
    }

    @Test
    void aQueueHasAnArnAndAUrl() {
        assertThat(local.provide(QUEUE, "failed", Map.of()))
                .containsEntry("name", "failed")
                .containsEntry("arn", "arn:aws:sqs:us-east-1:000000000000:failed")
                .containsEntry("url", "https://sqs.us-east-1.amazonaws.com/000000000000/failed");
        assertThat(local.queues.all()).hasSize(1);
    }

    @Test
    void aStateMachineIsCreatedWithItsDefinition() {
        assertThat(
                        local.provide(
                                MACHINE,
                                "broadcast",
                                Map.of("definition", "{}", "roleArn", "role", "type", "EXPRESS")))
                .containsEntry("name", "broadcast")
                .containsEntry(
                        "arn", "arn:aws:states:us-east-1:000000000000:stateMachine:broadcast");
        assertThat(local.stepFunctions.requests())
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.definition()).isEqualTo("{}");
                            assertThat(request.roleArn()).isEqualTo("role");
                            assertThat(request.typeAsString()).isEqualTo("EXPRESS");
                        });
        assertThat(local.stateMachines.names()).containsExactly("broadcast");
    }

    @Test
    void aStateMachineIsAStandardOneByDefault() {
        local.provide(MACHINE, "broadcast", Map.of("definition", "{}", "roleArn", "role"));

        assertThat(local.stepFunctions.requests().getFirst().typeAsString()).isEqualTo("STANDARD");
    }

    @Test
    void aDefinitionThatStepFunctionsRefusesIsRefusedWithItsReason() {
        assertRefused(
                () ->
                        local.provide(
                                MACHINE, "broadcast", Map.of("definition", "", "roleArn", "role")),
                MACHINE + " \"broadcast\": there is no \"StartAt\"");
        assertThat(local.stateMachines.names()).isEmpty();
    }

    private static Map<String, Object> alias(String version) {
        return Map.of("name", "live", "functionName", "post", "functionVersion", version);
    }
}
