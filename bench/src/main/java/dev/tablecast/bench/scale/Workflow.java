package dev.tablecast.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.stepfunctions.execution.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What decides how fast the workflow is, read from its definition and from the defaults of the
 * stack's settings.
 *
 * @param pageSize connections that it reads at a time
 * @param chunkSize connections that one invocation serves
 * @param postConcurrency posts under way in one invocation
 * @param mapConcurrency invocations under way
 * @param timeout of an execution
 * @param batchSize changes that one broadcast may carry
 * @param segments parts of the table that are scanned and served at the same time; today one
 */
record Workflow(
        int pageSize,
        int chunkSize,
        int postConcurrency,
        int mapConcurrency,
        Duration timeout,
        int batchSize,
        int segments) {
    /**
     * A row of the table, with one subscription, as the scan returns it; its attributes' names and
     * values are billed.
     */
    private static final Map<String, Map<String, String>> ROW =
            Map.of(
                    "ConnectionId", Map.of("S", "R0oXAdfD0kwCH6w="),
                    "Terms", Map.of("S", "1.mwro18jf.towk00.n4bQgYhMfWWaL-qg000001a"),
                    "ExpiresAt", Map.of("N", "1795348800"));

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param project the folder of the whole project
     */
    static Workflow ofTheDefaults(Path project) {
        var configuration = TablecastConfiguration.of(Map.of("auth", "none"));
        var broadcast = configuration.broadcast();
        try {
            JsonNode definition =
                    JSON.readTree(
                            Files.readString(project.resolve("statemachine/broadcast.asl.json")));
            return new Workflow(
                    broadcast.pageSize(),
                    broadcast.chunkSize(),
                    broadcast.postConcurrency(),
                    definition.at("/States/Post to every chunk/MaxConcurrency").asInt(),
                    Duration.ofSeconds(definition.at("/TimeoutSeconds").asInt()),
                    configuration.streamDelivery().batchSize(),
                    1);
        } catch (IOException e) {
            throw new UncheckedIOException("the workflow's definition can't be read", e);
        }
    }

    Workflow withSegments(int value) {
        return new Workflow(
                pageSize, chunkSize, postConcurrency, mapConcurrency, timeout, batchSize, value);
    }

    /** Invocations under way in one segment. */
    int invocationsAtATime() {
        return Math.min(mapConcurrency, Math.ceilDiv(pageSize, chunkSize));
    }

    /**
     * How long a segment takes for a page.
     *
     * @param connections on it
     */
    Duration page(int connections, Timings timings) {
        int chunks = Math.ceilDiv(connections, chunkSize);
        int inAChunk = Math.min(chunkSize, connections);
        Duration waiting = timings.post().multipliedBy(Math.ceilDiv(inAChunk, postConcurrency));
        Duration working = timings.postCpu().multipliedBy(inAChunk);
        Duration invocation =
                timings.invocation().plus(waiting.compareTo(working) > 0 ? waiting : working);
        return timings.page().plus(invocation.multipliedBy(Math.ceilDiv(chunks, mapConcurrency)));
    }

    /** What a page takes of the bytes that a state may hold, as a share. */
    double payloadShare() {
        try {
            return (double) pageSize
                    * (JSON.writeValueAsBytes(ROW).length + 1)
                    / Payload.MOST_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read units of a consistent scan of a page: 4 KB each. */
    int readUnits(int connections) {
        int bytes =
                ROW.entrySet().stream()
                        .mapToInt(
                                attribute ->
                                        attribute.getKey().length() + billed(attribute.getValue()))
                        .sum();
        return Math.ceilDiv(connections * bytes, 4096);
    }

    /** Numbers take a byte for two digits, and one more. */
    private static int billed(Map<String, String> value) {
        String number = value.get("N");
        return number == null ? value.get("S").length() : Math.ceilDiv(number.length(), 2) + 1;
    }
}
