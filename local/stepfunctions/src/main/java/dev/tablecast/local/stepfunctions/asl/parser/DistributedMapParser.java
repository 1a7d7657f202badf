package dev.tablecast.local.stepfunctions.asl.parser;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of a Map that exist in distributed mode only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Distributed
 *     mode</a>
 */
final class DistributedMapParser {
    static final List<String> FIELDS =
            List.of(
                    "ItemReader",
                    "ItemBatcher",
                    "ResultWriter",
                    "Label",
                    "ToleratedFailureCount",
                    "ToleratedFailureCountPath",
                    "ToleratedFailurePercentage",
                    "ToleratedFailurePercentagePath");
    private static final int MOST_ITEMS = 100_000_000;
    private static final int MOST_BYTES = 262_144;
    private static final List<String> READERS = List.of("s3:getObject", "s3:listObjectsV2");
    private static final List<String> WRITERS = List.of("s3:putObject");
    private static final List<String> INPUT_TYPES =
            List.of("CSV", "JSON", "JSONL", "MANIFEST", "PARQUET");

    private final Fields fields;
    private final StateData data;

    DistributedMapParser(Fields fields, StateData data) {
        this.fields = fields;
        this.data = data;
    }

    DistributedMap parse(WorkflowType executionType) {
        return new DistributedMap(
                executionType,
                label(),
                reader(),
                batcher(),
                writer(),
                data.amount(fields, "ToleratedFailureCount", 0, MOST_ITEMS),
                data.percentage("ToleratedFailurePercentage"));
    }

    private @Nullable String label() {
        var label = fields.text("Label");
        if (label != null
                && !label.matches("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,40}")) {
            fields.problem(
                    "Label",
                    "must have 1 to 40 characters, without whitespace, control characters or any of"
                            + " < > { } [ ] ? * \" # % \\ ^ | ~ ` $ & , ; : /");
        }
        return label;
    }

    private DistributedMap.@Nullable Source reader() {
        var reader = fields.object("ItemReader");
        if (reader == null) {
            return null;
        }
        var resource = resource(reader, READERS);
        var parameters = data.template(reader, data.parameters());
        var config = reader.object("ReaderConfig");
        var maxItems = config == null ? null : readerConfig(config);
        reader.nothingElse("an ItemReader");
        return new DistributedMap.Source(resource, parameters, maxItems);
    }

    private @Nullable Amount readerConfig(Fields config) {
        oneOf(config, "InputType", INPUT_TYPES);
        oneOf(config, "CSVHeaderLocation", List.of("FIRST_ROW", "GIVEN"));
        oneOf(config, "CSVDelimiter", List.of("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"));
        oneOf(config, "ManifestType", List.of("S3_INVENTORY", "ATHENA_DATA"));
        oneOf(config, "Transformation", List.of("NONE", "LOAD_AND_FLATTEN"));
        config.ignore("CSVHeaders", "ItemsPointer");
        var maxItems = data.amount(config, "MaxItems", 0, MOST_ITEMS);
        config.nothingElse("a ReaderConfig");
        return maxItems;
    }

    private DistributedMap.@Nullable Source writer() {
        var writer = fields.object("ResultWriter");
        if (writer == null) {
            return null;
        }
        if (!writer.has("Resource") && writer.has("WriterConfig")) {
            writer.refuse("WriterConfig", "without a \"Resource\" is supported on AWS only");
            return null;
        }
        var resource = resource(writer, WRITERS);
        var parameters = data.template(writer, data.parameters());
        var config = writer.object("WriterConfig");
        if (config != null) {
            oneOf(config, "Transformation", List.of("NONE", "COMPACT", "FLATTEN"));
            oneOf(config, "OutputType", List.of("JSON", "JSONL"));
            config.nothingElse("a WriterConfig");
        }
        writer.nothingElse("a ResultWriter");
        return new DistributedMap.Source(resource, parameters, null);
    }

    private DistributedMap.@Nullable Batcher batcher() {
        var batcher = fields.object("ItemBatcher");
        if (batcher == null) {
            return null;
        }
        var items = data.amount(batcher, "MaxItemsPerBatch", 1, MOST_ITEMS);
        var bytes = data.amount(batcher, "MaxInputBytesPerBatch", 1, MOST_BYTES);
        if (items == null && bytes == null) {
            batcher.problem("needs \"MaxItemsPerBatch\", \"MaxInputBytesPerBatch\" or both");
        }
        var input = data.template(batcher, "BatchInput");
        batcher.nothingElse("an ItemBatcher");
        return new DistributedMap.Batcher(items, bytes, input);
    }

    private static String resource(Fields owner, List<String> allowed) {
        var resource = owner.requiredText("Resource");
        if (!resource.isEmpty()
                && allowed.stream()
                        .noneMatch(
                                name -> resource.matches("arn:aws(-[a-z]+)*:states:::" + name))) {
            owner.problem(
                    "Resource",
                    "\""
                            + resource
                            + "\" can't be used here; there are: "
                            + String.join(
                                    ", ",
                                    allowed.stream()
                                            .map(name -> "arn:aws:states:::" + name)
                                            .toList()));
        }
        return resource;
    }

    private static void oneOf(Fields owner, String field, List<String> allowed) {
        var text = owner.text(field);
        if (text != null && !allowed.contains(text)) {
            owner.problem(
                    field,
                    "must be one of " + String.join(", ", allowed) + ", not \"" + text + "\"");
        }
    }
}
