package dev.tablecast.local.cloud.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Call;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultSwitchTest {
    private static final int TRIES = 10_000;
    private static final LambdaFunction.Result RETURNED =
            new LambdaFunction.Payload(new byte[] {1});
    private static final Call POST = new Call("POST", "id");

    private final FaultSwitch faults = new FaultSwitch(new Random(7));

    @Test
    void itIsOffUntilItIsTurnedOn() {
        ManagementFaults connections = faults.connections(ManagementFaults.NONE);
        InvocationFaults invocations = faults.invocations(InvocationFaults.NONE);

        assertThat(counts(() -> connections.before(POST)))
                .containsOnlyKeys(new ManagementFaults.None());
        assertThat(counts(() -> invocations.before("post", new byte[0])))
                .containsOnlyKeys(new InvocationFaults.None());
        assertThat(faults.isOn()).isFalse();
    }

    @Test
    void itFailsPostsAsOftenAsItSays() {
        faults.turn(true);
        ManagementFaults connections = faults.connections(ManagementFaults.NONE);

        Map<Class<?>, Long> kinds =
                Stream.generate(() -> connections.before(POST))
                        .limit(TRIES)
                        .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));

        assertThat(kinds.get(ManagementFaults.Answer.class)).isBetween(1_300L, 1_700L);
        assertThat(kinds.get(ManagementFaults.Reset.class)).isBetween(120L, 280L);
        assertThat(kinds.get(ManagementFaults.Delay.class)).isBetween(850L, 1_150L);
        assertThat(kinds.get(ManagementFaults.None.class)).isGreaterThan(6_500L);
    }

    @Test
    void onlyPostsAndTheFunctionsThatBroadcastFail() {
        faults.turn(true);
        ManagementFaults connections = faults.connections(ManagementFaults.NONE);
        InvocationFaults invocations = faults.invocations(InvocationFaults.NONE);

        assertThat(counts(() -> connections.before(new Call("DELETE", "id"))))
                .containsOnlyKeys(new ManagementFaults.None());
        assertThat(counts(() -> invocations.before("connect", new byte[0])))
                .containsOnlyKeys(new InvocationFaults.None());
        assertThat(crashes(invocations, "post")).isBetween(120L, 280L);
        assertThat(crashes(invocations, "stream-trigger")).isBetween(120L, 280L);
    }

    @Test
    void aFaultThatIsGivenGoesFirst() {
        faults.turn(true);
        ManagementFaults connections = faults.connections(call -> new ManagementFaults.Answer(410));
        InvocationFaults invocations =
                faults.invocations((name, event) -> new InvocationFaults.Throttled());

        assertThat(counts(() -> connections.before(POST)))
                .containsOnlyKeys(new ManagementFaults.Answer(410));
        assertThat(counts(() -> invocations.before("post", new byte[0])))
                .containsOnlyKeys(new InvocationFaults.Throttled());
    }

    @Test
    void whatGivenFaultsDoAroundAFunctionIsKept() {
        LambdaFunction.Result changed = new LambdaFunction.Throttled();
        var given =
                new InvocationFaults() {
                    @Override
                    public Fault before(String functionName, byte[] event) {
                        return new None();
                    }

                    @Override
                    public LambdaFunction around(String functionName, LambdaFunction function) {
                        return event -> changed;
                    }
                };

        LambdaFunction function = faults.invocations(given).around("post", event -> RETURNED);

        assertThat(function.invoke(new byte[0])).isSameAs(changed);
    }

    @Test
    void whatIsInvokedCrashesWhileItIsOn() {
        LambdaFunction function =
                faults.invocations(InvocationFaults.NONE).around("post", event -> RETURNED);
        Supplier<LambdaFunction.Result> invoked = () -> function.invoke(new byte[0]);

        assertThat(Stream.generate(invoked).limit(TRIES)).containsOnly(RETURNED);
        faults.turn(true);
        assertThat(Stream.generate(invoked).limit(TRIES))
                .hasAtLeastOneElementOfType(LambdaFunction.FunctionError.class);
    }

    private static long crashes(InvocationFaults invocations, String function) {
        return Stream.generate(() -> invocations.before(function, new byte[0]))
                .limit(TRIES)
                .filter(InvocationFaults.FailsBefore.class::isInstance)
                .count();
    }

    private static <T> Map<T, Long> counts(Supplier<T> fault) {
        return Stream.generate(fault)
                .limit(TRIES)
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }
}
