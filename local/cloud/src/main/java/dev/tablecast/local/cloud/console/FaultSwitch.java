package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What goes wrong while the console's generator is told to let things go wrong: the one way to
 * faults that a user has. It is off until the console's API turns it on.
 *
 * <p>Of posts to connections, one in ten is throttled, one in twenty is answered 500, one in fifty
 * loses its TCP connection, and one in ten is late. Of invocations of the functions that broadcast,
 * one in fifty crashes. None of it may lose a change.
 */
public final class FaultSwitch {
    private static final Set<String> BROADCASTING = Set.of("stream-trigger", "post");

    private final RandomGenerator random;
    private volatile boolean on;

    public FaultSwitch(RandomGenerator random) {
        this.random = random;
    }

    boolean isOn() {
        return on;
    }

    void turn(boolean toOn) {
        on = toOn;
    }

    /** The faults given, and those of the switch where these have none. */
    public ManagementFaults connections(ManagementFaults given) {
        return call -> {
            ManagementFaults.Fault fault = given.before(call);
            return on && fault instanceof ManagementFaults.None && call.method().equals("POST")
                    ? post(random.nextInt(100))
                    : fault;
        };
    }

    /** The faults given, and those of the switch where these have none. */
    public InvocationFaults invocations(InvocationFaults given) {
        return new InvocationFaults() {
            @Override
            public Fault before(String functionName, byte[] event) {
                Fault fault = given.before(functionName, event);
                return fault instanceof None ? invocation(functionName) : fault;
            }

            /** Those given may do more around a function than to fail it. */
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
