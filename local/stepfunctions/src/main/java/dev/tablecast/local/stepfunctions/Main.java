package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs Step Functions on port 8083 until it is interrupted, in place of {@code
 * StepFunctionsLocal.jar}.
 *
 * <p>The environment may set {@code SFN_MOCK_CONFIG}, {@code LAMBDA_ENDPOINT}, {@code
 * DYNAMODB_ENDPOINT}, {@code AWS_DEFAULT_REGION}, {@code AWS_ACCOUNT_ID} and {@code
 * WAIT_TIME_SCALE} as for Step Functions Local, and {@code SFN_PORT} and {@code SFN_ALLOWED_HOSTS}.
 * What is wrong, or a port that is taken, is said on standard error, a line each, with exit code 1.
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
            var settings = Settings.of(System.getenv(), Path.of(""));
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
