package dev.tablecast.bench.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A process with a stub for each latency, given in milliseconds. It prints their ports in one line,
 * for each byte of its standard input the number of requests to all of them so far, and ends with
 * that input.
 */
public final class Main {
    private Main() {}

    public static void main(String[] latencies) throws IOException {
        List<StubConnectionsApi> stubs =
                Arrays.stream(latencies)
                        .map(Integer::parseInt)
                        .map(Duration::ofMillis)
                        .map(StubConnectionsApi::start)
                        .toList();
        System.out.println(
                stubs.stream()
                        .map(stub -> Integer.toString(stub.port()))
                        .collect(Collectors.joining(" ")));
        while (System.in.read() >= 0) {
            System.out.println(stubs.stream().mapToLong(StubConnectionsApi::requests).sum());
        }
        System.exit(0);
    }
}
