package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.mock.InvalidMockConfigurationException;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Arns;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings of the server, from environment variables. Those of Step Functions Local keep their
 * names.
 *
 * @param port {@code SFN_PORT}; 0 for any free port
 * @param hosts {@code SFN_ALLOWED_HOSTS}: further host names that requests may use
 * @param region {@code AWS_DEFAULT_REGION}: the Region in ARNs
 * @param account {@code AWS_ACCOUNT_ID}: the account in ARNs
 * @param lambdaEndpoint {@code LAMBDA_ENDPOINT}
 * @param dynamoDbEndpoint {@code DYNAMODB_ENDPOINT}
 * @param waitScale {@code WAIT_TIME_SCALE}: the factor for waits and retry delays, from 0 to 1
 * @param mocks the file that {@code SFN_MOCK_CONFIG} names
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local.html">Setting
 *     configuration options for Step Functions Local</a>
 */
record ServerSettings(
        int port,
        Hosts hosts,
        String region,
        String account,
        URI lambdaEndpoint,
        URI dynamoDbEndpoint,
        double waitScale,
        MockConfiguration mocks) {
    private static final String DEFAULT_MOCKS = "MockConfigFile.json";

    /**
     * Reads the settings.
     *
     * @param folder contains {@code MockConfigFile.json}, which is read if {@code SFN_MOCK_CONFIG}
     *     is not set
     * @throws InvalidSettingsException with all problems
     */
    static ServerSettings of(Map<String, String> environment, Path folder) {
        var reader = new Reader(environment, new ArrayList<>());
        var settings =
                new ServerSettings(
                        reader.read(
                                "SFN_PORT",
                                "8083",
                                "a port from 1 to 65535, or 0 for a free one",
                                ServerSettings::port),
                        reader.read("SFN_ALLOWED_HOSTS", "", Hosts.SYNTAX, Hosts::parse),
                        reader.read(
                                "AWS_DEFAULT_REGION",
                                "us-east-1",
                                "a Region such as us-east-1",
                                text -> new Arns(text, "000000000000").region()),
                        reader.read(
                                "AWS_ACCOUNT_ID",
                                "000000000000",
                                "an account of 12 digits",
                                text -> new Arns("us-east-1", text).account()),
                        reader.read(
                                "LAMBDA_ENDPOINT",
                                "http://127.0.0.1:3001",
                                "a URL such as http://localhost:3001",
                                ServerSettings::endpoint),
                        reader.read(
                                "DYNAMODB_ENDPOINT",
                                "http://127.0.0.1:8000",
                                "a URL such as http://localhost:8000",
                                ServerSettings::endpoint),
                        reader.read(
                                "WAIT_TIME_SCALE",
                                "1",
                                "a number from 0 to 1",
                                ServerSettings::scale),
                        reader.mocks(folder.resolve(DEFAULT_MOCKS)));
        if (!reader.problems().isEmpty()) {
            throw new InvalidSettingsException(reader.problems());
        }
        return settings;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        require(0 <= port && port <= 65_535);
        return port;
    }

    private static double scale(String text) {
        double scale = Double.parseDouble(text);
        require(0 <= scale && scale <= 1);
        return scale;
    }

    private static URI endpoint(String text) {
        var uri = URI.create(text);
        require(List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null);
        return uri;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    private record Reader(Map<String, String> environment, List<String> problems) {
        /**
         * Returns the value of a setting; the default if it is not set, or invalid and reported.
         */
        <T> T read(String name, String defaultValue, String allowed, Function<String, T> parser) {
            var text = environment.getOrDefault(name, "");
            if (!text.isEmpty()) {
                try {
                    return parser.apply(text);
                } catch (IllegalArgumentException e) {
                    problems.add("%s is \"%s\"; it takes %s".formatted(name, text, allowed));
                }
            }
            return parser.apply(defaultValue);
        }

        MockConfiguration mocks(Path defaultFile) {
            var file = environment.getOrDefault("SFN_MOCK_CONFIG", "");
            try {
                if (!file.isEmpty()) {
                    return MockConfiguration.read(Path.of(file));
                }
                if (Files.exists(defaultFile)) {
                    return MockConfiguration.read(defaultFile);
                }
            } catch (InvalidMockConfigurationException e) {
                problems.add((file.isEmpty() ? "" : "SFN_MOCK_CONFIG: ") + e.getMessage());
            }
            return MockConfiguration.none();
        }
    }
}
