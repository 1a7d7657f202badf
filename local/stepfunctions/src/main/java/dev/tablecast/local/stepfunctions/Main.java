package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs Step Functions on port 8083 until the process is interrupted, as a replacement of {@code
 * StepFunctionsLocal.jar}.
 *
 * <p>{@link ServerSettings} lists the environment variables. Invalid settings, or a port in use,
 * are reported on standard error with exit code 1.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var local = start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    local.close();
                                    ended.countDown();
                                },
                                "shutdown"));
        System.out.println("Step Functions is at " + local.endpoint() + "; Ctrl-C ends it.");
        ended.await();
    }

    private static StepFunctionsLocal start() {
        try {
            var settings = ServerSettings.of(System.getenv(), Path.of(""));
            return StepFunctionsLocal.builder()
                    .port(settings.port())
                    .hosts(settings.hosts())
                    .region(settings.region())
                    .account(settings.account())
                    .lambdaEndpoint(settings.lambdaEndpoint())
                    .dynamoDbEndpoint(settings.dynamoDbEndpoint())
                    .waitScale(settings.waitScale())
                    .mocks(settings.mocks())
                    .start();
        } catch (InvalidSettingsException e) {
            throw exit(e.getMessage());
        } catch (PortInUseException e) {
            throw exit("port " + e.port() + " is in use; set SFN_PORT to another port");
        }
    }

    private static IllegalStateException exit(String message) {
        message.lines().forEach(line -> System.err.println("stepfunctions: " + line));
        System.exit(1);
        return new IllegalStateException(message);
    }
}
