package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.map.MapItem;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.Scope;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the items of a distributed Map, puts them into batches, and writes the results.
 *
 * @param scope the data that the Map's templates and expressions read
 */
record MapItems(
        State.Map map, DistributedMap distributed, Visit visit, Scope scope, int retryCount) {
    /**
     * The input of a child execution.
     *
     * @param items the number of items in it
     */
    record Batch(Payload input, int items) {}

    /**
     * Returns the inputs of the child executions.
     *
     * @param given the items of the state's input, which a reader replaces
     * @throws FailureException {@code States.ItemReaderFailed} if the reader fails
     */
    List<Batch> batches(List<MapItem> given) throws InterruptedException {
        var reader = distributed.reader();
        if (reader == null) {
            return batched(selected(map, visit, scope, retryCount, given));
        }
        var parameters = parameters(reader);
        var read = call(reader, "/ItemReader", parameters, ErrorNames.ITEM_READER_FAILED);
        if (!(read instanceof ArrayNode array)) {
            throw new FailureException(
                    ErrorNames.ITEM_READER_FAILED, "Attempting to map over non-iterable node.");
        }
        int most =
                reader.maxItems() == null || Amounts.resolve(reader.maxItems(), scope) == 0
                        ? array.size()
                        : Math.min(array.size(), Amounts.resolve(reader.maxItems(), scope));
        var source =
                "S3://"
                        + parameters.path("Bucket").asText()
                        + "/"
                        + parameters.path("Key").asText(parameters.path("Prefix").asText());
        return batched(
                selected(
                        map,
                        visit,
                        scope,
                        retryCount,
                        IntStream.range(0, most)
                                .mapToObj(i -> new MapItem(i, array.get(i), null, source))
                                .toList()));
    }

    private JsonNode parameters(DistributedMap.Source source) {
        PayloadTemplate template = source.parameters();
        return template == null ? Json.object() : template.evaluate(scope);
    }

    /** Returns the items after the ItemSelector. */
    static List<JsonNode> selected(
            State.Map map, Visit visit, Scope scope, int retryCount, List<MapItem> items) {
        var selector = map.itemSelector();
        if (selector == null) {
            return items.stream().map(MapItem::value).toList();
        }
        var selected = new ArrayList<JsonNode>();
        for (var item : items) {
            var branch =
                    visit.branch()
                            .iteration(
                                    item,
                                    visit.branch().skipped(),
                                    visit.branch().variables(),
                                    new Checkpoint());
            var ofItem = new Visit(branch, map.name(), visit.enteredEvent(), visit.enteredTime());
            selected.add(selector.evaluate(ofItem.scope(scope.data(), retryCount)));
        }
        return selected;
    }

    List<Batch> batched(List<JsonNode> items) {
        var batcher = distributed.batcher();
        if (batcher == null) {
            return items.stream().map(item -> new Batch(Payload.of(item, map.name()), 1)).toList();
        }
        int mostItems =
                batcher.maxItems() == null
                        ? Integer.MAX_VALUE
                        : Amounts.resolve(batcher.maxItems(), scope);
        int mostBytes =
                batcher.maxBytes() == null
                        ? Payload.MOST_BYTES
                        : Amounts.resolve(batcher.maxBytes(), scope);
        var common = Json.object();
        if (batcher.input() != null) {
            common.set("BatchInput", batcher.input().evaluate(scope));
        }
        var batches = new ArrayList<Batch>();
        var batch = new ArrayList<JsonNode>();
        int empty = bytes(with(common, List.of()));
        int bytes = empty;
        for (var item : items) {
            int size = bytes(item) + (batch.isEmpty() ? 0 : 1);
            if (!batch.isEmpty() && (batch.size() == mostItems || bytes + size > mostBytes)) {
                batches.add(batch(common, batch));
                batch.clear();
                bytes = empty;
                size = bytes(item);
            }
            batch.add(item);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch(common, batch));
        }
        return batches;
    }

    private Batch batch(ObjectNode common, List<JsonNode> items) {
        return new Batch(Payload.of(with(common, items), map.name()), items.size());
    }

    private static ObjectNode with(ObjectNode common, List<JsonNode> items) {
        var input = common.deepCopy();
        input.putArray("Items").addAll(items);
        return input;
    }

    private static int bytes(JsonNode json) {
        return Json.utf8Length(Json.write(json));
    }

    /**
     * Writes the results with the ResultWriter and returns the state's result, which locates them.
     *
     * @throws FailureException {@code States.ResultWriterFailed}
     */
    JsonNode write(DistributedMap.Source writer, ArrayNode results, String mapRunArn)
            throws InterruptedException {
        var parameters = parameters(writer);
        var call = Json.object();
        call.setAll((ObjectNode) parameters);
        call.set("Body", results);
        var answer = call(writer, "/ResultWriter", call, ErrorNames.RESULT_WRITER_FAILED);
        if (answer.has("ResultWriterDetails")) {
            return answer;
        }
        var prefix = parameters.path("Prefix").asText("");
        var id = mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1);
        var output = Json.object().put("MapRunArn", mapRunArn);
        output.putObject("ResultWriterDetails")
                .put("Bucket", parameters.path("Bucket").asText())
                .put("Key", (prefix.isEmpty() ? "" : prefix + "/") + id + "/manifest.json");
        return output;
    }

    /** Calls the service, or its mock, which is named by the state and the field. */
    private JsonNode call(
            DistributedMap.Source source, String field, JsonNode parameters, String error)
            throws InterruptedException {
        var request = visit.branch().run().request();
        try {
            return visit.branch()
                    .run()
                    .integration()
                    .call(
                            new TaskCall(
                                    TaskResource.parse(source.resource()),
                                    parameters,
                                    request.executionArn(),
                                    request.roleArn(),
                                    map.name() + field,
                                    retryCount,
                                    null));
        } catch (FailureException e) {
            throw ErrorNames.RUNTIME.equals(e.failure().error())
                    ? e
                    : new FailureException(new Failure(error, e.failure().cause()));
        }
    }
}
