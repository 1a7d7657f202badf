package dev.tablecast.bench.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A process with a stub for each latency, given in milliseconds. It prints their ports in one line
 * and ends with its standard input.
 */
public final class Main {
    private Main() {}

    public static void main(String[] latencies) throws IOException {
        System.out.println(
                Arrays.stream(latencies)
                        .map(Integer::parseInt)
                        .map(Duration::ofMillis)
                        .map(StubConnectionsApi::start)
                        .map(stub -> Integer.toString(stub.port()))
                        .collect(Collectors.joining(" ")));
        while (System.in.read() >= 0) {
            // Nothing is said here: the end is what is waited for.
        }
        System.exit(0);
    }
}
