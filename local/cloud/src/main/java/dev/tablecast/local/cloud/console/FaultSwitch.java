package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.console.SwitchableFaults;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The faults of the console's load generator, the only ones that a user can inject. They are off
 * until the console's API turns them on.
 *
 * <p>One post in ten is throttled, one in twenty is answered with 500, one in fifty loses its TCP
 * connection, and one in ten is late. One invocation in fifty of the functions that broadcast
 * crashes. None of these faults may lose a change.
 */
public final class FaultSwitch implements SwitchableFaults {
    private static final Set<String> BROADCASTING = Set.of("stream-trigger", "post");

    private final RandomGenerator random;
    private volatile boolean on;

    public FaultSwitch(RandomGenerator random) {
        this.random = random;
    }

    boolean isOn() {
        return on;
    }

    @Override
    public void turn(boolean toOn) {
        on = toOn;
    }

    /** Adds the faults of the switch to those given, which take precedence. */
    public ManagementFaults connections(ManagementFaults given) {
        return call -> {
            ManagementFaults.Fault fault = given.before(call);
            return on && fault instanceof ManagementFaults.None && call.method().equals("POST")
                    ? post(random.nextInt(100))
                    : fault;
        };
    }

    /** Adds the faults of the switch to those given, which take precedence. */
    public InvocationFaults invocations(InvocationFaults given) {
        return new InvocationFaults() {
            @Override
            public Fault before(String functionName, byte[] event) {
                Fault fault = given.before(functionName, event);
                return fault instanceof None ? invocation(functionName) : fault;
            }

            /** Keeps what the given faults do around a function besides failing it. */
            @Override
            public LambdaFunction around(String functionName, LambdaFunction function) {
                InvocationFaults own = (name, event) -> invocation(name);
                return given.around(functionName, own.around(functionName, function));
            }
        };
    }

    private InvocationFaults.Fault invocation(String functionName) {
        return on && BROADCASTING.contains(functionName) && random.nextInt(50) == 0
                ? new InvocationFaults.FailsBefore(InvocationFaults.crash())
                : new InvocationFaults.None();
    }

    private static ManagementFaults.Fault post(int percentile) {
        if (percentile < 10) {
            return new ManagementFaults.Answer(429);
        } else if (percentile < 15) {
            return new ManagementFaults.Answer(500);
        } else if (percentile < 17) {
            return new ManagementFaults.Reset();
        }
        return percentile < 27
                ? new ManagementFaults.Delay(Duration.ofMillis(50 + 10L * percentile))
                : new ManagementFaults.None();
    }
}
