package dev.tablecast.local.cloud.provision;

import static dev.tablecast.local.cloud.provision.ProviderFixture.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesTest {
    private static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:swept";

    private final ProviderFixture fixture = new ProviderFixture();

    @BeforeEach
    void provideTheFunction() {
        fixture.provideFunction("swept");
    }

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), 1",
        "rate(5 minutes), 5",
        "rate(2 hours), 120",
        "rate(1 day), 1440"
    })
    void aFunctionIsToBeInvokedAtARate(String expression, long minutes) {
        Map<String, Object> outputs =
                fixture.provide(SCHEDULE, "sweep", with("scheduleExpression", expression));

        assertThat(outputs)
                .containsEntry(
                        "arn", "arn:aws:scheduler:us-east-1:000000000000:schedule/default/sweep");
        var schedule = fixture.schedules.all().getFirst();
        assertThat(schedule.rate()).isEqualTo(Duration.ofMinutes(minutes));
        var answer = (Payload) schedule.function().invoke(schedule.input().getBytes(UTF_8));
        assertThat(new String(answer.bytes(), UTF_8)).contains("us-east-1");
    }

    @Test
    void aDisabledScheduleIsNotToBeInvoked() {
        fixture.provide(SCHEDULE, "sweep", with("state", "DISABLED"));

        assertThat(fixture.schedules.all()).isEmpty();
    }

    static Stream<Arguments> whatThereIsNotHere() {
        return Stream.of(
                Arguments.of("scheduleExpression", "cron(0 10 * * ? *)", "scheduleExpression is"),
                Arguments.of("scheduleExpression", "rate(0 minutes)", "scheduleExpression is"),
                Arguments.of("endDate", "2030-01-01T00:00:00Z", "endDate is set"),
                Arguments.of("groupName", "mine", "groupName is set"),
                Arguments.of(
                        "flexibleTimeWindow",
                        Map.of("mode", "FLEXIBLE", "maximumWindowInMinutes", 5),
                        "flexibleTimeWindow.mode is FLEXIBLE"),
                Arguments.of(
                        "target",
                        Map.of("arn", FUNCTION + "-not", "roleArn", "arn:role"),
                        "target.arn is"));
    }

    @ParameterizedTest
    @MethodSource("whatThereIsNotHere")
    void whatThereIsNotHereIsRefusedByName(String input, Object value, String problem) {
        assertRefused(
                () -> fixture.provide(SCHEDULE, "sweep", with(input, value)),
                SCHEDULE + " \"sweep\": " + problem);
    }

    @Test
    void aTargetThatRetriesOrHasAQueueIsRefusedByName() {
        assertRefused(
                () ->
                        fixture.provide(
                                SCHEDULE,
                                "sweep",
                                with("target", target("retryPolicy", retries(3)))),
                SCHEDULE + " \"sweep.target\": retryPolicy.maximumRetryAttempts is 3");
        assertRefused(
                () ->
                        fixture.provide(
                                SCHEDULE,
                                "sweep",
                                with("target", target("deadLetterConfig", Map.of("arn", "a")))),
                SCHEDULE + " \"sweep.target\": deadLetterConfig is set");
    }

    private static Map<String, Object> with(String input, Object value) {
        var inputs = new HashMap<String, Object>();
        inputs.put("scheduleExpression", "rate(1 minute)");
        inputs.put("flexibleTimeWindow", Map.of("mode", "OFF"));
        inputs.put("target", target("retryPolicy", retries(0)));
        inputs.put(input, value);
        return inputs;
    }

    private static Map<String, Object> target(String input, Object value) {
        return Map.of("arn", FUNCTION, "roleArn", "arn:role", "input", "{\"a\":1}", input, value);
    }

    private static Map<String, Object> retries(int attempts) {
        return Map.of("maximumRetryAttempts", (double) attempts);
    }
}
