package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocalException;
import dev.tablecast.local.cloud.loopback.PortInUseException;
import dev.tablecast.local.stepfunctions.api.PortTakenException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the local cloud until it is interrupted.
 *
 * <p>A wrong setting or a taken port is one line on standard error, and exit code 1.
 */
public final class Main {
    /** The project's folder; the working folder where it isn't set. */
    private static final String PROJECT_PROPERTY = "tablecast.project";

    /** Set where a build has started this process, which is to end with it. */
    private static final String CHILD_PROPERTY = "tablecast.endWithParent";

    /** The example to start beside the cloud; none where it is empty. */
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
            throw exit(taken(ports, e.port()));
        } catch (PortTakenException e) {
            throw exit(taken(ports, e.port()));
        } catch (ProvisioningException e) {
            Ports chosen = ports;
            throw exit(
                    e.portInUse().map(inUse -> taken(chosen, inUse.port())).orElse(e.getMessage()));
        } catch (InvalidSettingsException
                | InvalidConfigurationException
                | DynamoDbLocalException e) {
            throw exit(e.getMessage());
        }
    }

    private static String taken(Ports ports, int port) {
        return "port %d is in use; stop what listens there, or choose another with %s"
                .formatted(port, ports.settingOf(port));
    }

    private static IllegalStateException exit(String message) {
        System.err.println("tablecast: " + message);
        System.exit(1);
        return new IllegalStateException(message);
    }

    /** A build that is killed can't tell its child: without it, nobody would end this process. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
}
