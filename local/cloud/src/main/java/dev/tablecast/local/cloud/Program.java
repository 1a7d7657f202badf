package dev.tablecast.local.cloud;

import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.tablecast.infrastructure.Artifacts;
import dev.tablecast.infrastructure.CommonPool;
import dev.tablecast.infrastructure.Tablecast;
import dev.tablecast.infrastructure.TablecastArgs;
import dev.tablecast.local.cloud.provision.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;

/** The Pulumi program, run without Pulumi's engine. */
final class Program {
    /** Pulumi's test runner has one deployment for the whole JVM. */
    private static final Object ONE_AT_A_TIME = new Object();

    /**
     * The logger of Pulumi's test runner. It would print that anyone may connect, which doesn't
     * matter on a laptop, and the stack traces of exceptions that are thrown here too. The runner
     * sets its level, but not its filter.
     */
    private static final Logger RUNNER =
            Logger.getLogger("com.pulumi.test.internal.PulumiTestInternal");

    private Program() {}

    /**
     * Runs the program with a provider and returns the stack's exports.
     *
     * @throws ProvisioningException if the program or the provider fails
     */
    static Map<String, Object> run(LocalCloudOptions options, Mocks provider) {
        CommonPool.ensureThreads();
        RUNNER.setFilter(message -> false);
        var artifacts = new Artifacts(options.files().functionsJar(), options.files().definition());
        synchronized (ONE_AT_A_TIME) {
            try {
                TestResult result =
                        PulumiTest.withMocks(provider)
                                .withOptions(
                                        TestOptions.builder()
                                                .projectName(Provider.PROJECT)
                                                .stackName(Provider.STACK)
                                                .build())
                                .runTest(
                                        context ->
                                                Tablecast.provision(
                                                        context,
                                                        TablecastArgs.of(options.configuration())
                                                                .with(artifacts)));
                return exports(result);
            } finally {
                PulumiTest.cleanup();
            }
        }
    }

    private static Map<String, Object> exports(TestResult result) {
        if (result.exitCode() != 0) {
            throw new ProvisioningException(result.errors(), result.exceptions());
        }
        var exports = new HashMap<String, Object>();
        result.outputs()
                .forEach((name, output) -> exports.put(name, PulumiTest.extractValue(output)));
        return exports;
    }
}
