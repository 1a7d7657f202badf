package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.asl.DistributedMap.Percentage;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.PayloadTemplateParser;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields that a Map has in distributed mode only.
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
    private final StateParser common;

    DistributedMapParser(Fields fields, StateParser common) {
        this.fields = fields;
        this.common = common;
    }

    DistributedMap parse(WorkflowType executionType) {
        return new DistributedMap(
                executionType,
                label(),
                reader(),
                batcher(),
                writer(),
                common.amount("ToleratedFailureCount", 0, MOST_ITEMS),
                percentage());
    }

    private @Nullable String label() {
        var label = fields.text("Label");
        if (label != null
                && !label.matches("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,40}")) {
            fields.problem(
                    "Label",
                    "must have 1 to 40 characters, without blanks, control characters or any of"
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
        var parameters = template(reader, "Parameters");
        var config = reader.object("ReaderConfig");
        var maxItems = config == null ? null : readerConfig(config);
        reader.nothingElse("an ItemReader");
        return new DistributedMap.Source(resource, parameters, maxItems);
    }

    private static @Nullable Amount readerConfig(Fields config) {
        oneOf(config, "InputType", INPUT_TYPES);
        oneOf(config, "CSVHeaderLocation", List.of("FIRST_ROW", "GIVEN"));
        oneOf(config, "CSVDelimiter", List.of("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"));
        oneOf(config, "ManifestType", List.of("S3_INVENTORY", "ATHENA_DATA"));
        oneOf(config, "Transformation", List.of("NONE", "LOAD_AND_FLATTEN"));
        config.ignore("CSVHeaders", "ItemsPointer");
        var maxItems = StateParser.amount(config, "MaxItems", 0, MOST_ITEMS);
        config.nothingElse("a ReaderConfig");
        return maxItems;
    }

    private DistributedMap.@Nullable Source writer() {
        var writer = fields.object("ResultWriter");
        if (writer == null) {
            return null;
        }
        if (!writer.has("Resource") && writer.has("WriterConfig")) {
            writer.refuse("WriterConfig", "without a \"Resource\" is understood on AWS only");
            return null;
        }
        var resource = resource(writer, WRITERS);
        var parameters = template(writer, "Parameters");
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
        var items = StateParser.amount(batcher, "MaxItemsPerBatch", 1, MOST_ITEMS);
        var bytes = StateParser.amount(batcher, "MaxInputBytesPerBatch", 1, MOST_BYTES);
        if (items == null && bytes == null) {
            batcher.problem("needs \"MaxItemsPerBatch\", \"MaxInputBytesPerBatch\" or both");
        }
        var input = template(batcher, "BatchInput");
        batcher.nothingElse("an ItemBatcher");
        return new DistributedMap.Batcher(items, bytes, input);
    }

    private @Nullable Percentage percentage() {
        var field = "ToleratedFailurePercentage";
        var value = fields.take(field);
        var path = fields.parsed(field + "Path", Path::parse);
        if (value != null && path != null) {
            fields.problem(field, "excludes \"" + field + "Path\"");
        }
        if (path != null) {
            return new Percentage.At(field + "Path", path);
        }
        if (value == null) {
            return null;
        }
        if (!isPercentage(value.decimalValue()) || !value.isNumber()) {
            fields.problem(field, "must be a number from 0 to 100, not " + value);
        }
        return new Percentage.Fixed(value.decimalValue());
    }

    /** Whether it is from 0 to 100. */
    static boolean isPercentage(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
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
                            + "\" can't stand here; there are: "
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

    private static @Nullable PayloadTemplate template(Fields owner, String field) {
        var value = owner.take(field);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            owner.problem(field, "must be an object, not " + value);
        }
        return new PayloadTemplateParser(problem -> owner.problem(field, problem)).parse(value);
    }
}
