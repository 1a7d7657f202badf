package dev.tablecast.local.stepfunctions.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import org.junit.jupiter.api.Test;

class LargeJsonIT {
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void jsonOfMoreTokensThanADefinitionCanHaveIsRefused() throws Exception {
        var answer = create("[" + "{},".repeat(8 * MEGABYTE / 3 - 100) + "{}]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException", "1000001");
    }

    @Test
    void aRequestThatHasNoDefinitionMayHaveAMegabyte() throws Exception {
        assertThat(call("StartExecution", "{\"input\":\"" + "a".repeat(MEGABYTE) + "\"}").body())
                .contains("RequestTooLarge", "found more than 1048576 bytes");
        assertThat(
                        call("StartExecution", "{\"input\":\"" + "a".repeat(MEGABYTE - 12) + "\"}")
                                .body())
                .doesNotContain("RequestTooLarge");
    }

    @Test
    void aRequestWithADefinitionMayHaveEight() throws Exception {
        assertThat(create("\"" + "a".repeat(8 * MEGABYTE) + "\"").status()).isEqualTo(413);
        assertThat(create("\"" + "a".repeat(2 * MEGABYTE) + "\"").status()).isEqualTo(400);
    }

    private static Exchange create(String definition) throws Exception {
        return call("CreateStateMachine", "{\"name\":\"a\",\"definition\":" + definition + "}");
    }

    private static Exchange call(String action, String body) throws Exception {
        try (var local = StepFunctionsLocal.start()) {
            return Exchange.with(
                    local.endpoint(),
                    """
                    POST / HTTP/1.1
                    Host: localhost
                    X-Amz-Target: AWSStepFunctions.%s
                    Content-Length: %d
                    """
                            .formatted(action, body.length()),
                    body);
        }
    }
}
