package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.api.ApiCallListener;
import dev.tablecast.local.stepfunctions.api.ApiServer;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import dev.tablecast.local.stepfunctions.mock.InvalidMockConfigurationException;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.Executions;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions in this process: a server with AWS's own protocol on a port of 127.0.0.1.
 *
 * <p>It supports the States Language with JSONPath and JSONata, and refuses definitions with
 * unsupported features when a state machine is created. All data are in memory; of ended
 * executions, at most the newest 1,000 are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/welcome.html">Step
 *     Functions</a>
 */
public final class StepFunctionsLocal implements AutoCloseable {
    private final BundledIntegrations integrations;
    private final Executions executions;
    private final ApiServer server;

    private StepFunctionsLocal(Engine engine, ApiServer server) {
        this.integrations = engine.integrations();
        this.executions = engine.executions();
        this.server = server;
    }

    /** Starts a server on a free port, with the default options. */
    public static StepFunctionsLocal start() {
        return builder().port(0).start();
    }

    /** Returns a builder with the default options. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the URL of the server, for an SDK's endpoint override; {@code http://127.0.0.1:8083}
     * by default.
     */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the executions that are running or kept, STANDARD and EXPRESS; the newest first. */
    public List<Execution> executions() {
        return executions.all();
    }

    /**
     * Returns the history of an execution so far. Unlike AWS, it has the history of EXPRESS
     * executions too, of which at most the first 25,000 events are kept.
     *
     * @return empty if the execution is unknown or no longer kept
     */
    public Optional<List<HistoryEvent>> history(String executionArn) {
        return executions.history(executionArn);
    }

    /** Stops all executions and closes the port. */
    @Override
    public void close() {
        try (integrations;
                server) {
            executions.close();
        }
    }

    /** The options of the server, all of which have defaults. */
    public static final class Builder {
        private int port = 8083;
        private Hosts hosts = Hosts.LOOPBACK;
        String region = "us-east-1";
        String account = "000000000000";
        URI lambdaEndpoint = URI.create("http://127.0.0.1:3001");
        URI dynamoDbEndpoint = URI.create("http://127.0.0.1:8000");
        @Nullable LambdaFunctions lambdaFunctions;
        MockConfiguration mocks = MockConfiguration.none();
        ExecutionFaults faults = ExecutionFaults.NONE;
        private ApiCallListener calls = ApiCallListener.NONE;
        HistoryListener historyListener = event -> {};
        UnaryOperator<String> accessKeyIds = roleArn -> "local";
        Time time = Time.system();
        double waitScale = 1;
        RandomGenerator random = new SecureRandom();

        private Builder() {}

        /**
         * Sets the port, 0 for any free one. The default, 8083, is that of Step Functions Local.
         */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /**
         * Sets the host names that requests may use. The default is those of the loopback
         * interface.
         */
        public Builder hosts(Hosts newHosts) {
            hosts = newHosts;
            return this;
        }

        /**
         * Sets the Region in ARNs and in the signatures of calls. The default is {@code us-east-1}.
         */
        public Builder region(String newRegion) {
            region = newRegion;
            return this;
        }

        /** Sets the account in ARNs, 12 digits. The default is all zeros. */
        public Builder account(String newAccount) {
            account = newAccount;
            return this;
        }

        /** Sets the endpoint of Lambda. The default is {@code http://127.0.0.1:3001}. */
        public Builder lambdaEndpoint(URI endpoint) {
            lambdaEndpoint = endpoint;
            return this;
        }

        /** Sets Lambda functions in this process, which replace the endpoint of Lambda. */
        public Builder lambdaFunctions(LambdaFunctions functions) {
            lambdaFunctions = functions;
            return this;
        }

        /** Sets the endpoint of DynamoDB. The default is {@code http://127.0.0.1:8000}. */
        public Builder dynamoDbEndpoint(URI endpoint) {
            dynamoDbEndpoint = endpoint;
            return this;
        }

        /**
         * Sets the mock configuration, whose test cases are started as {@code
         * stateMachineArn#TestCase}. The file is read immediately, and only once. With a mock
         * configuration, state machines may have Tasks that can only be mocked. There is none by
         * default.
         *
         * @throws InvalidMockConfigurationException if the file is invalid, with all problems
         */
        public Builder mockConfiguration(Path file) {
            return mocks(MockConfiguration.read(file));
        }

        Builder mocks(MockConfiguration newMocks) {
            mocks = newMocks;
            return this;
        }

        /**
         * Sets the faults to inject into {@code StartSyncExecution}, for tests. There are none by
         * default.
         */
        public Builder executionFaults(ExecutionFaults newFaults) {
            faults = newFaults;
            return this;
        }

        /** Sets the listener of all calls of the API. There is none by default. */
        public Builder apiCalls(ApiCallListener listener) {
            calls = listener;
            return this;
        }

        /**
         * Sets the listener of the events of all executions. It receives every event, however long
         * the history; the events of one execution one at a time. There is none by default.
         */
        public Builder historyListener(HistoryListener listener) {
            historyListener = listener;
            return this;
        }

        /**
         * Sets the function that returns the access key id for the ARN of a role. DynamoDB and
         * Lambda see that id in the calls of a state machine's Tasks. The default is {@code local}
         * for all roles.
         */
        public Builder accessKeyIds(UnaryOperator<String> ofRole) {
            accessKeyIds = ofRole;
            return this;
        }

        /** Sets the clock, which measures all waits. The default is the system clock. */
        public Builder time(Time newTime) {
            time = newTime;
            return this;
        }

        /**
         * Sets the factor for waits and retry delays, from 0 (no wait) to 1, the default. Unlike in
         * Step Functions Local, histories and timeouts are those of unscaled waits.
         */
        public Builder waitScale(double scale) {
            waitScale = scale;
            return this;
        }

        /**
         * Sets the source of ids, {@code States.UUID}, {@code States.MathRandom} and retry jitter.
         * The default is secure.
         */
        public Builder random(RandomGenerator newRandom) {
            random = newRandom;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws PortInUseException if another process uses the port
         * @throws IllegalArgumentException if the Region, account or wait scale is invalid
         */
        public StepFunctionsLocal start() {
            var engine = Engine.of(this);
            try {
                return new StepFunctionsLocal(
                        engine, ApiServer.start(port, hosts, engine.api(), calls, random));
            } catch (RuntimeException e) {
                engine.executions().close();
                engine.integrations().close();
                throw e;
            }
        }
    }
}
