package dev.tablecast.local.cloud.command;

import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.local.cloud.InvalidSettingsException;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.ProvisioningException;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocalException;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The command that runs the local cloud until it is interrupted.
 *
 * <p>An invalid setting or a taken port is one line on standard error, and exit code 1.
 */
public final class Main {
    /** The project's folder; by default the working folder. */
    private static final String PROJECT_PROPERTY = "tablecast.project";

    /** Set by a build that starts this process: the process then ends with the build. */
    private static final String CHILD_PROPERTY = "tablecast.endWithParent";

    /** The example to start with the cloud; none if it is empty. */
    private static final String EXAMPLE_PROPERTY = "tablecast.example";

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        var ended = new CountDownLatch(1);
        if (Boolean.getBoolean(CHILD_PROPERTY)) {
            endWithParent();
        }
        Running running = start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    running.close();
                                    ended.countDown();
                                },
                                "shutdown"));
        System.out.println(Banner.of(running));
        ended.await();
    }

    private static Running start() {
        Ports ports = Ports.FREE;
        try {
            var environment = Environment.from(System.getenv());
            ports = environment.ports();
            return Running.start(
                    environment,
                    new ProjectFiles(Path.of(System.getProperty(PROJECT_PROPERTY, "."))),
                    System.getProperty(EXAMPLE_PROPERTY, ""));
        } catch (PortInUseException e) {
            throw exit(
                    "port %d is in use; stop what listens there, or choose another with %s"
                            .formatted(e.port(), PortSettings.nameOf(e.port(), ports)));
        } catch (ProvisioningException
                | InvalidSettingsException
                | InvalidConfigurationException
                | DynamoDbLocalException e) {
            throw exit(e.getMessage());
        }
    }

    private static IllegalStateException exit(String message) {
        System.err.println("tablecast: " + message);
        System.exit(1);
        return new IllegalStateException(message);
    }

    /** Ends this process with its parent, also if the parent is killed and can't end it. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
}
