package dev.tablecast.local.stepfunctions.mock;

import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.JsonLines;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The test cases of state machines. A test case mocks the responses of some Task states; the calls
 * of all others are real.
 *
 * <pre>{@code
 * {"StateMachines": {"Orders": {"TestCases": {"PaidAtTheSecondAttempt": {"Pay": "BusyOnce"}}}},
 *  "MockedResponses": {"BusyOnce": {
 *    "0": {"Throw": {"Error": "Lambda.TooManyRequestsException", "Cause": "Rate exceeded"}},
 *    "1-2": {"Return": {"StatusCode": 200, "Payload": {"paid": true}}}}}}
 * }</pre>
 *
 * <p>Calls are counted from 0 for each state and execution, including retries and the iterations of
 * a Map; a range includes both ends. In a Map with a {@code MaxConcurrency} other than 1, the order
 * of the calls is undefined.
 *
 * <p>Unlike Step Functions Local, it refuses unknown mocked responses, ranges that overlap or leave
 * a gap, and states that don't exist or aren't Tasks. Unknown keys are ignored with a warning.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html">
 *     Configuration file for mocked service integrations</a>
 */
public final class MockConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MockConfiguration.class);
    private static final MockConfiguration NONE = new MockConfiguration(Map.of(), List.of());

    private final Map<String, Map<String, TestCase>> testCases;
    private final List<String> warnings;

    /**
     * @param testCases the test cases by the name of their state machine and their own name
     * @param warnings the unknown keys
     */
    MockConfiguration(Map<String, Map<String, TestCase>> testCases, List<String> warnings) {
        this.testCases = new LinkedHashMap<>(testCases);
        this.warnings = List.copyOf(warnings);
    }

    /** Returns the unknown keys of the file, each with its line and path. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns a configuration without test cases. */
    public static MockConfiguration none() {
        return NONE;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidMockConfigurationException if it can't be read or is invalid, with all
     *     problems
     */
    public static MockConfiguration read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (IOException e) {
            throw new InvalidMockConfigurationException(file, "can't be read", e);
        }
    }

    static MockConfiguration parse(Path file, String text) {
        try {
            var parser = new MockConfigurationParser(JsonLines.of(text));
            var parsed = parser.parse(Json.parseStrictly(text));
            if (!parser.problems().isEmpty()) {
                throw new InvalidMockConfigurationException(file, parser.problems());
            }
            for (var warning : parser.warnings()) {
                LOG.atWarn()
                        .setMessage("An unknown key of a mock configuration is ignored")
                        .addKeyValue("file", file)
                        .addKeyValue("key", warning)
                        .log();
            }
            return new MockConfiguration(parsed, parser.warnings());
        } catch (MalformedJsonException e) {
            throw new InvalidMockConfigurationException(file, "is not JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the integration for executions without a test case. If there are test cases, state
     * machines may have Tasks that can only be mocked.
     */
    public ServiceIntegration unmocked(ServiceIntegration real) {
        return testCases.isEmpty() ? real : new MockableIntegration(real);
    }

    /**
     * Returns the integration for an execution of a test case.
     *
     * @param unmocked the integration for the states that the test case doesn't mock
     * @throws RefusedException {@code ValidationException} if the test case doesn't exist, or mocks
     *     states that don't exist or aren't Tasks
     */
    public ServiceIntegration integration(
            StateMachine machine, String testCase, ServiceIntegration unmocked) {
        var cases = testCases.get(machine.name());
        if (cases == null) {
            throw refused(
                    "There are no test cases for the state machine \""
                            + machine.name()
                            + "\"; there are some for: "
                            + list(testCases.keySet()));
        }
        var found = cases.get(testCase);
        if (found == null) {
            throw refused(
                    "\""
                            + testCase
                            + "\" is not a test case of the state machine \""
                            + machine.name()
                            + "\"; there are: "
                            + list(cases.keySet()));
        }
        var problems = found.problems(machine.definition().graph());
        if (!problems.isEmpty()) {
            throw refused(String.join("; ", problems));
        }
        return new MockedIntegration(found, unmocked);
    }

    static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", List.copyOf(names));
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Code.VALIDATION, message);
    }
}
