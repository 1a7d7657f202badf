package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.loopback.Loopback;
import dev.tablecast.local.cloud.loopback.PortInUseException;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.local.cloud.provision.UnsupportedResourceException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.eclipse.jetty.server.Server;
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

    @Test
    void aPortThatIsTakenIsFoundHoweverDeepItLies() throws Exception {
        PortInUseException inUse = inUse();

        assertThat(
                        new ProvisioningException(
                                        ERRORS,
                                        List.of(new CompletionException(new Exception(inUse))))
                                .portInUse())
                .hasValue(inUse);
        assertThat(new ProvisioningException(ERRORS, List.of()).portInUse()).isEmpty();
    }

    private static UnsupportedResourceException refused(String handler) {
        var functions = new Functions(() -> Map.of(), InvocationFaults.NONE, FunctionLog.SLF4J);
        return Assertions.catchThrowableOfType(
                UnsupportedResourceException.class,
                () ->
                        functions.provision(
                                new Resource(
                                        "aws:lambda/function:Function",
                                        "post",
                                        Map.of("handler", handler))));
    }

    private static PortInUseException inUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return Assertions.catchThrowableOfType(
                    PortInUseException.class,
                    () -> Loopback.open(new Server(), taken.getLocalPort()));
        }
    }
}
