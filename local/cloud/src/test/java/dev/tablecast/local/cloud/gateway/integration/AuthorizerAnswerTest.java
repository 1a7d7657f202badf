package dev.tablecast.local.cloud.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.gateway.integration.AuthorizerAnswer.Allowed;
import dev.tablecast.local.cloud.gateway.integration.AuthorizerAnswer.Denied;
import dev.tablecast.local.cloud.gateway.integration.AuthorizerAnswer.Failed;
import dev.tablecast.local.cloud.gateway.integration.AuthorizerAnswer.Unauthorized;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerAnswerTest {
    private static final String ARN =
            "arn:aws:execute-api:us-east-1:000000000000:local/live/$connect";
    private static final String ALLOW =
            "{'Effect':'Allow','Action':'execute-api:Invoke','Resource':'" + ARN + "'}";

    @Test
    void contextBecomesTexts() {
        var answer =
                of(
                        """
                        {'principalId':'ada','policyDocument':{'Version':'2012-10-17','Statement':[%s]},
                         'context':{'text':'a','number':7,'fraction':1.5,'flag':true}}
                        """
                                .formatted(ALLOW));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Allowed.class,
                        allowed ->
                                assertThat(allowed.context().toString())
                                        .isEqualTo(
                                                "{\"text\":\"a\",\"number\":\"7\","
                                                        + "\"fraction\":\"1.5\",\"flag\":\"true\","
                                                        + "\"principalId\":\"ada\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Action':'*','Resource':'*'}",
                "{'Effect':'Allow','Action':'execute-api:*','Resource':'arn:aws:execute-api:*'}",
                "{'Effect':'Allow','Action':['EXECUTE-API:invoke','s3:GetObject'],'Resource':['a',"
                        + "'arn:aws:execute-api:us-east-1:000000000000:local/*/$connect']}",
                "{'Sid':'any','Effect':'Allow','Action':'execute-api:Invok?',"
                    + "'Resource':'arn:aws:execute-api:us-east-1:000000000000:local/l?ve/$connect'}"
            })
    void aStatementMayAllowMore(String statement) {
        assertThat(withStatements(statement)).isInstanceOf(Allowed.class);
        assertThat(withStatements("[" + statement + "]")).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Deny','Action':'execute-api:Invoke','Resource':'*'}",
                "{'Effect':'Allow','Action':'execute-api:ManageConnections','Resource':'*'}",
                "{'Effect':'Allow','Action':'execute-api:Invoke','Resource':'arn:aws:execute-api:"
                        + "us-east-1:000000000000:local/live/GET/'}",
                "{'Effect':'Allow','Action':'execute-api:Invoke','Resource':'ARN:*'}",
                "[{'Effect':'Allow','Action':'*','Resource':'*'},"
                        + "{'Effect':'Deny','Action':'*','Resource':'*/$connect'}]"
            })
    void whatIsNotAllowedOrIsDeniedIsDenied(String statements) {
        assertThat(withStatements(statements)).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; policyDocument.Statement is missing or empty",
                "{'Effect':'allow','Action':'*','Resource':'*'}; Effect is \"allow\"",
                "{'Effect':'Allow','Resource':'*'}; policyDocument.Statement.Action takes a string",
                "{'Effect':'Allow','Action':'*','Resource':[7]}; policyDocument.Statement.Resource",
                "{'Effect':'Allow','NotAction':'*','Resource':'*'}; Statement has NotAction;"
                        + " supported",
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{}}; has Condition;"
                        + " supported"
            })
    void aPolicyThatCannotBeReadIsAFailure(String statements, String problem) {
        assertFailed(withStatements(statements), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "null; without principalId",
                "{}; without principalId",
                "not json; isn't JSON",
                "{'principalId':'ada'}; policyDocument.Statement is missing",
                "{'principalId':'ada','isAuthorized':true}; policyDocument.Statement is missing",
                "{'principalId':'ada','context':{'list':[1]}}; context.list isn't a string",
                "{'principalId':'ada','context':{'none':null}}; context.none isn't a string",
                "{'principalId':'ada','context':[]}; context isn't an object"
            })
    void anAnswerThatIsNoAuthorizersIsAFailure(String answer, String problem) {
        assertFailed(of(answer), problem);
    }

    @Test
    void anAnswerOfMoreThan8KilobytesIsAFailure() {
        String answer =
                """
                {'principalId':'ada','policyDocument':{'Statement':%s},'context':{'a':'%s'}}\
                """;
        int rest = 8192 - answer.formatted(ALLOW, "").length();

        assertThat(of(answer.formatted(ALLOW, "x".repeat(rest)))).isInstanceOf(Allowed.class);
        assertFailed(of(answer.formatted(ALLOW, "x".repeat(rest + 1))), "8193 bytes; at most 8192");
    }

    @Test
    void theMessageUnauthorizedAndNoOtherSaysThatTheClientIsUnknown() {
        assertThat(failed("{'errorMessage':'Unauthorized','errorType':'any'}"))
                .isInstanceOf(Unauthorized.class);
        assertFailed(failed("{'errorMessage':'unauthorized','errorType':'any'}"), "error any");
        assertFailed(failed("{'errorMessage':'Unauthorized: expired'}"), "error any");
        assertFailed(failed("{}"), "error any");
        assertFailed(failed(""), "error any");
    }

    private static void assertFailed(AuthorizerAnswer answer, String problem) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.problem()).contains(problem));
    }

    private static AuthorizerAnswer withStatements(String statements) {
        return of("{'principalId':'ada','policyDocument':{'Statement':" + statements + "}}");
    }

    private static AuthorizerAnswer of(String json) {
        return AuthorizerAnswer.of(
                new Payload(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), ARN);
    }

    private static AuthorizerAnswer failed(String payload) {
        return AuthorizerAnswer.of(
                new FunctionError(
                        "any", payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                ARN);
    }
}
