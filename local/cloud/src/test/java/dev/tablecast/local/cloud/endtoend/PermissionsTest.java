package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.endtoend.Permissions.Permission;
import dev.tablecast.local.cloud.provision.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/post";
    private static final String STAGE = "arn:aws:execute-api:us-east-1:000000000000:a/live";
    private static final String ALLOWED =
            """
            {"Effect": "Allow", "Action": ["execute-api:ManageConnections"],
             "Resource": ["%1$s/POST/@connections/*", "%1$s/DELETE/@connections/*"]}
            """
                    .formatted(STAGE);

    private static Permissions with(String statement) {
        return Permissions.of(
                List.of(
                        new Resource("aws:iam/role:Role", "post", Map.of()),
                        new Resource(
                                "aws:iam/rolePolicy:RolePolicy",
                                "post",
                                Map.of(
                                        "role",
                                        "post",
                                        "policy",
                                        "{\"Statement\": [" + statement + "]}"))));
    }

    private static AwsCall call(String role, String action, String path) {
        return new AwsCall(role, action, STAGE + path);
    }

    @Test
    void aCallIsAllowedWhereRoleActionAndResourceAre() {
        var permissions = with(ALLOWED);
        String action = "execute-api:ManageConnections";

        assertThat(permissions.allow(call(ROLE, action, "/POST/@connections/a="))).isTrue();
        assertThat(permissions.allow(call(ROLE, action, "/GET/@connections/a="))).isFalse();
        assertThat(permissions.allow(call(ROLE, "execute-api:Invoke", "/POST/@connections/a")))
                .isFalse();
        assertThat(permissions.allow(call(ROLE + "2", action, "/POST/@connections/a"))).isFalse();
    }

    @Test
    void whatIsMissingAndWhatIsUnusedIsFound() {
        var permissions = with(ALLOWED);
        var post = call(ROLE, "execute-api:ManageConnections", "/POST/@connections/a");
        var get = call(ROLE, "execute-api:ManageConnections", "/GET/@connections/a");

        assertThat(permissions.missingFor(List.of(post, get, get))).containsExactly(get);
        assertThat(permissions.unusedBy(List.of(post, get)))
                .containsExactly(
                        new Permission(
                                ROLE,
                                "execute-api:ManageConnections",
                                STAGE + "/DELETE/@connections/*",
                                ""));
    }

    @Test
    void aServiceMayInvokeAFunctionForItsSourceAlone() {
        var permissions =
                Permissions.of(
                        List.of(
                                new Resource(
                                        "aws:lambda/permission:Permission",
                                        "invoke-connect",
                                        Map.of(
                                                "principal",
                                                "apigateway.amazonaws.com",
                                                "action",
                                                "lambda:InvokeFunction",
                                                "function",
                                                "connect",
                                                "qualifier",
                                                "live",
                                                "sourceArn",
                                                "arn:aws:execute-api:r:1:api/*/$connect"))));

        assertThat(permissions.allow(invocation("connect:live", "api/live/$connect"))).isTrue();
        assertThat(permissions.allow(invocation("connect", "api/live/$connect"))).isFalse();
        assertThat(permissions.allow(invocation("connect:live", "other/live/$connect"))).isFalse();
        assertThat(permissions.allow(invocation("connect:live", "api/live/$disconnect"))).isFalse();
    }

    private static AwsCall invocation(String function, String source) {
        return new AwsCall(
                "apigateway.amazonaws.com",
                "lambda:InvokeFunction",
                "arn:aws:lambda:us-east-1:000000000000:function:" + function,
                "arn:aws:execute-api:r:1:" + source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\": \"Deny\", \"Action\": [\"a:B\"], \"Resource\": [\"*\"]}",
                "{\"Effect\": \"Allow\", \"NotAction\": [\"a:B\"], \"Resource\": [\"*\"]}",
                "{\"Effect\": \"Allow\", \"Action\": \"a:B\", \"Resource\": \"*\"}",
                "{\"Effect\": \"Allow\", \"Action\": [\"a:B\"], \"Resource\": [\"*\"],"
                        + " \"Condition\": {}}"
            })
    void whatIsNotUnderstoodIsRefused(String statement) {
        assertThatThrownBy(() -> with(statement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("post: not understood: ");
    }
}
