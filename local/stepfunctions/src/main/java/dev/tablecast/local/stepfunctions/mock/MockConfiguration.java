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
 * The test cases of state machines: in each, the calls of some Task states have answers of their
 * own, and those of all others are real.
 *
 * <pre>{@code
 * {"StateMachines": {"Orders": {"TestCases": {"PaidAtTheSecondAttempt": {"Pay": "BusyOnce"}}}},
 *  "MockedResponses": {"BusyOnce": {
 *    "0": {"Throw": {"Error": "Lambda.TooManyRequestsException", "Cause": "Rate exceeded"}},
 *    "1-2": {"Return": {"StatusCode": 200, "Payload": {"paid": true}}}}}}
 * }</pre>
 *
 * <p>Calls are counted for each state and execution, retries and the iterations of a Map included;
 * a range has both its ends. In a Map with a {@code MaxConcurrency} other than 1, which iteration
 * makes which call is a matter of luck.
 *
 * <p>Unlike Step Functions Local, it refuses what has no meaning: unknown names, ranges that
 * overlap or leave a gap, and states that the state machine doesn't have or that aren't Tasks.
 * Unknown keys are ignored with a warning.
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
     * @param testCases by the state machine's name and their own
     * @param warnings the keys that are ignored
     */
    MockConfiguration(Map<String, Map<String, TestCase>> testCases, List<String> warnings) {
        this.testCases = new LinkedHashMap<>(testCases);
        this.warnings = List.copyOf(warnings);
    }

    /** The keys of the file that are ignored, each with its line and path. */
    public List<String> warnings() {
        return warnings;
    }

    /** Has no test cases. */
    public static MockConfiguration none() {
        return NONE;
    }

    /**
     * @throws InvalidMockConfigurationException where it can't be read, with every mistake in it
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
            throw new InvalidMockConfigurationException(file, "is no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * What Task states call where no test case is started. Where there are test cases, state
     * machines may also have Tasks that can't be called here, since those can be mocked.
     */
    public ServiceIntegration unmocked(ServiceIntegration real) {
        return testCases.isEmpty() ? real : new MockableIntegration(real);
    }

    /**
     * What the Task states of one execution call.
     *
     * @param unmocked what the states call that the test case doesn't list
     * @throws RefusedException {@code ValidationException} where there is no such test case, or it
     *     lists states that the state machine doesn't have or that aren't Tasks
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
                            + "\" is no test case of the state machine \""
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
