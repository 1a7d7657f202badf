package dev.tablecast.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.bench.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The seed's own Lambda, in Python: the block of a Markdown file, or the file, that posts to
 * connections. Nothing of it is changed but the address that it leaves open and the text it posts.
 *
 * @param source the Python text
 */
record SeedScript(String source) {
    private static final Pattern BLOCK = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
    private static final String POSTS = "post_to_connection";
    private static final String ADDRESS = "BROADCAST_ADDRESS_FOR_THE_SOCKET";
    private static final String TEXT = "'changed'";
    private static final long LONGEST_SECONDS = 120;

    /** Calls the function once to warm it up, and once more with a clock. */
    private static final String DRIVER =
            """
            import json, resource, sys, time
            seed = {}
            exec(compile(sys.stdin.read(), 'seed', 'exec'), seed)
            seed['lambda_handler']({}, None)
            def cpu():
                used = resource.getrusage(resource.RUSAGE_SELF)
                return used.ru_utime + used.ru_stime
            cpu_before, before = cpu(), time.perf_counter()
            seed['lambda_handler']({}, None)
            print(json.dumps({'seconds': time.perf_counter() - before, 'cpu': cpu() - cpu_before}))
            """;

    /** Finds the script; empty if there is none in the file. */
    static Optional<SeedScript> in(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher blocks = BLOCK.matcher(text);
        return (blocks.find()
                        ? blocks.reset().results().map(block -> block.group(1))
                        : Optional.of(text).stream())
                .filter(script -> script.contains(POSTS) && script.contains(ADDRESS))
                .map(SeedScript::new)
                .findFirst();
    }

    /** Says why it can't run on this machine; empty if it can. */
    static Optional<String> obstacle() {
        try {
            var python =
                    new ProcessBuilder("python3", "-c", "import boto3")
                            .redirectErrorStream(true)
                            .start();
            python.getInputStream().readAllBytes();
            return python.waitFor() == 0 ? Optional.empty() : Optional.of("python3 has no boto3");
        } catch (IOException e) {
            return Optional.of("there is no python3");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Posts to all rows of a table, one after the other, as it does. */
    Measured post(URI stage, List<String> connectionIds, String message) {
        try (var rows = new RowsStub(connectionIds)) {
            var builder = new ProcessBuilder("python3", "-c", DRIVER);
            builder.environment().putAll(LambdaEnvironment.with(Map.of()));
            builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
            builder.environment().put("AWS_ENDPOINT_URL_DYNAMODB", rows.endpoint().toString());
            Process python = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (var input = python.getOutputStream()) {
                input.write(
                        source.replace(ADDRESS, stage.toString())
                                .replace(TEXT, "'" + message + "'")
                                .getBytes(StandardCharsets.UTF_8));
            }
            JsonNode answer = new JsonMapper().readTree(python.getInputStream().readAllBytes());
            if (!python.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || python.exitValue() != 0) {
                python.destroy();
                throw new IllegalStateException("the seed's script has failed");
            }
            return new Measured(
                    connectionIds.size(),
                    new Usage(duration(answer, "seconds"), duration(answer, "cpu"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("the seed's script can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Duration duration(JsonNode answer, String seconds) {
        return Duration.ofNanos((long) (answer.get(seconds).doubleValue() * 1e9));
    }
}
