package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.provision.FunctionResources;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.cloud.provision.UnsupportedResourceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ProvisioningExceptionTest {
    private static final List<String> ERRORS = List.of("stack trace one", "stack trace two");

    @Test
    void whatIsRefusedIsTheMessageHoweverDeepItLies() {
        var exception =
                new ProvisioningException(
                        ERRORS,
                        List.of(
                                new IllegalStateException(
                                        new CompletionException(refused("dev.example.One"))),
                                refused("dev.example.Two")));

        assertThat(exception.getMessage())
                .contains("dev.example.One", "; ", "dev.example.Two")
                .doesNotContain("stack trace");
        assertThat(exception.getSuppressed()).hasSize(2);
    }

    @Test
    void whatIsRefusedTwiceIsSaidOnce() {
        UnsupportedResourceException refused = refused("dev.example.One");
        var exception =
                new ProvisioningException(
                        ERRORS, List.of(refused, new CompletionException(refused)));

        assertThat(exception).hasMessage(refused.getMessage());
    }

    @Test
    void withoutARefusalTheMessageIsWhatPulumiSays() {
        assertThat(new ProvisioningException(ERRORS, List.of(new IllegalStateException("other"))))
                .hasMessage("stack trace one; stack trace two");
    }

    private static UnsupportedResourceException refused(String handler) {
        var functions =
                new FunctionResources(
                        new Functions(InvocationFaults.NONE),
                        Map.of(),
                        FunctionLog.SLF4J,
                        new Callers(AwsCalls.NONE));
        return Assertions.catchThrowableOfType(
                UnsupportedResourceException.class,
                () ->
                        functions.provision(
                                new Resource(
                                        "aws:lambda/function:Function",
                                        "post",
                                        Map.of("handler", handler))));
    }
}
