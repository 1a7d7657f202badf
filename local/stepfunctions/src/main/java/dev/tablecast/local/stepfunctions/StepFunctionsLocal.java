package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.api.Api;
import dev.tablecast.local.stepfunctions.api.ApiCallListener;
import dev.tablecast.local.stepfunctions.api.ApiServer;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import dev.tablecast.local.stepfunctions.execution.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.HistoryListener;
import dev.tablecast.local.stepfunctions.execution.Interpreter;
import dev.tablecast.local.stepfunctions.execution.PendingTasks;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import dev.tablecast.local.stepfunctions.mock.InvalidMockConfigurationException;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Activities;
import dev.tablecast.local.stepfunctions.registry.Arns;
import dev.tablecast.local.stepfunctions.registry.EngineTasks;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.StateMachines;
import dev.tablecast.local.stepfunctions.registry.StateTests;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions on this machine, in this process: AWS's own protocol on a port of 127.0.0.1.
 *
 * <p>It understands the States Language with JSONPath and JSONata and refuses what it doesn't
 * implement when a state machine is created. It keeps nothing on disk: of executions that have
 * ended it remembers the newest 1,000.
 *
 * @see <a href= "https://docs.aws.amazon.com/step-functions/latest/dg/welcome.html">Step
 *     Functions</a>
 */
public final class StepFunctionsLocal implements AutoCloseable {
    private final BundledIntegrations integrations;
    private final Executions executions;
    private final ApiServer server;

    private StepFunctionsLocal(
            BundledIntegrations integrations, Executions executions, ApiServer server) {
        this.integrations = integrations;
        this.executions = executions;
        this.server = server;
    }

    /** Starts on a free port, with everything else as by default. */
    public static StepFunctionsLocal start() {
        return builder().port(0).start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where it listens, for an SDK's endpoint override; {@code http://127.0.0.1:8083} by default.
     */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The executions that run and those that are remembered, EXPRESS too; the newest first. */
    public List<Execution> executions() {
        return executions.all();
    }

    /**
     * An execution's history so far, which AWS gives for STANDARD ones only; of a very long one the
     * start. Empty where the execution isn't known or has been forgotten.
     */
    public Optional<List<HistoryEvent>> history(String executionArn) {
        return executions.history(executionArn);
    }

    /** Stops what runs and frees the port. */
    @Override
    public void close() {
        try (integrations;
                server) {
            executions.close();
        }
    }

    /** What it can be told before it starts; everything has a default. */
    public static final class Builder {
        private int port = 8083;
        private Hosts hosts = Hosts.LOOPBACK;
        private String region = "us-east-1";
        private String account = "000000000000";
        private URI lambdaEndpoint = URI.create("http://127.0.0.1:3001");
        private URI dynamoDbEndpoint = URI.create("http://127.0.0.1:8000");
        private @Nullable LambdaFunctions lambdaFunctions;
        private MockConfiguration mocks = MockConfiguration.none();
        private ExecutionFaults faults = ExecutionFaults.NONE;
        private ApiCallListener calls = ApiCallListener.NONE;
        private HistoryListener historyListener = event -> {};
        private UnaryOperator<String> accessKeyIds = roleArn -> "local";
        private Time time = Time.system();
        private double waitScale = 1;
        private RandomGenerator random = new SecureRandom();

        private Builder() {}

        /** The port; 8083 by default, which is Step Functions Local's own, 0 for any free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /**
         * The names that requests may address it by; those of the loopback interface by default.
         */
        public Builder hosts(Hosts newHosts) {
            hosts = newHosts;
            return this;
        }

        /** The Region in ARNs and in calls of other services; {@code us-east-1} by default. */
        public Builder region(String newRegion) {
            region = newRegion;
            return this;
        }

        /** The account in ARNs, 12 digits; all 0 by default. */
        public Builder account(String newAccount) {
            account = newAccount;
            return this;
        }

        /** Where Lambda functions are invoked; {@code http://127.0.0.1:3001} by default. */
        public Builder lambdaEndpoint(URI endpoint) {
            lambdaEndpoint = endpoint;
            return this;
        }

        /** Lambda functions in this process, in place of the endpoint. */
        public Builder lambdaFunctions(LambdaFunctions functions) {
            lambdaFunctions = functions;
            return this;
        }

        /** Where DynamoDB is called; {@code http://127.0.0.1:8000} by default. */
        public Builder dynamoDbEndpoint(URI endpoint) {
            dynamoDbEndpoint = endpoint;
            return this;
        }

        /**
         * A file with test cases, for executions that are started with {@code
         * stateMachineArn#TestCase}; none by default. It is read now, and once. State machines can
         * then have Tasks of any service: those that can't be called here can be mocked.
         *
         * @throws InvalidMockConfigurationException with every mistake in it
         */
        public Builder mockConfiguration(Path file) {
            return mocks(MockConfiguration.read(file));
        }

        Builder mocks(MockConfiguration newMocks) {
            mocks = newMocks;
            return this;
        }

        /** What goes wrong with {@code StartSyncExecution}, for tests; nothing by default. */
        public Builder executionFaults(ExecutionFaults newFaults) {
            faults = newFaults;
            return this;
        }

        /** Who is told of every call of the API; nobody by default. */
        public Builder apiCalls(ApiCallListener listener) {
            calls = listener;
            return this;
        }

        /**
         * Who sees every event of every execution as it happens, however long the execution; of
         * each execution one at a time. Nobody by default.
         */
        public Builder historyListener(HistoryListener listener) {
            historyListener = listener;
            return this;
        }

        /**
         * The access key id that tells DynamoDB and Lambda in whose name a Task calls them, by the
         * ARN of the state machine's role; {@code local} by default.
         */
        public Builder accessKeyIds(UnaryOperator<String> ofRole) {
            accessKeyIds = ofRole;
            return this;
        }

        /** What everything that waits waits in; the machine's own time by default. */
        public Builder time(Time newTime) {
            time = newTime;
            return this;
        }

        /**
         * What waits and retry delays are multiplied with, from 0 (don't wait at all) to 1, the
         * default. Unlike in Step Functions Local, histories and timeouts are as if there had been
         * a real wait.
         */
        public Builder waitScale(double scale) {
            waitScale = scale;
            return this;
        }

        /** Where ids, {@code States.UUID}, {@code States.MathRandom} and jitter come from. */
        public Builder random(RandomGenerator newRandom) {
            random = newRandom;
            return this;
        }

        /**
         * @throws PortInUseException if another program listens on the port
         * @throws IllegalArgumentException where the Region, account or wait scale can't be
         */
        public StepFunctionsLocal start() {
            var arns = new Arns(region, account);
            var pendingTasks = new PendingTasks(random);
            var interpreter = new Interpreter(time, waitScale, random, pendingTasks);
            var integrations =
                    lambdaFunctions == null
                            ? BundledIntegrations.of(
                                    lambdaEndpoint,
                                    dynamoDbEndpoint,
                                    region,
                                    time::now,
                                    accessKeyIds)
                            : BundledIntegrations.of(
                                    lambdaFunctions,
                                    dynamoDbEndpoint,
                                    region,
                                    time::now,
                                    accessKeyIds);
            var others = mocks.unmocked(integrations);
            var machines =
                    new StateMachines(
                            arns,
                            (resource, parameters) ->
                                    EngineTasks.problems(others, resource, parameters),
                            time,
                            random);
            var publications = new Publications(machines, time, random);
            var executions = new Executions(arns, interpreter, time, random, historyListener);
            var activities = new Activities(arns, time, pendingTasks);
            var callable =
                    new EngineTasks(others, publications, executions, activities, pendingTasks);
            var api =
                    new Api(
                            machines,
                            publications,
                            executions,
                            activities,
                            pendingTasks,
                            new StateTests(arns, interpreter, random, callable),
                            callable,
                            mocks,
                            faults);
            try {
                return new StepFunctionsLocal(
                        integrations, executions, ApiServer.start(port, hosts, api, calls, random));
            } catch (RuntimeException e) {
                executions.close();
                integrations.close();
                throw e;
            }
        }
    }
}
