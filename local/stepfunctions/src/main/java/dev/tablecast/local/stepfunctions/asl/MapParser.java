package dev.tablecast.local.stepfunctions.asl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses an inline Map state.
 *
 * @see <a href="https://states-language.net/spec.html#map-state">ASL, Map State</a>
 */
final class MapParser {
    private static final List<String> DISTRIBUTED =
            List.of(
                    "ItemReader",
                    "ItemBatcher",
                    "ResultWriter",
                    "Label",
                    "ToleratedFailureCount",
                    "ToleratedFailureCountPath",
                    "ToleratedFailurePercentage",
                    "ToleratedFailurePercentagePath");

    private final String name;
    private final Fields fields;
    private final Parsing parsing;
    private final StateParser common;

    MapParser(String name, Fields fields, Parsing parsing, StateParser common) {
        this.name = name;
        this.fields = fields;
        this.parsing = parsing;
        this.common = common;
    }

    @Nullable State parse() {
        for (var field : DISTRIBUTED) {
            if (fields.has(field)) {
                fields.refuse(field, "belongs to a Distributed Map, which isn't supported here");
            }
        }
        var data = common.fullDataFlow(null);
        var items = common.filter("ItemsPath");
        if (items.path() == null) {
            fields.problem("ItemsPath", "must be a path, not null");
        }
        var selector = common.template(chosen("ItemSelector", "Parameters"));
        var concurrency = common.amount("MaxConcurrency", 0, Integer.MAX_VALUE);
        var errors = common.errors();
        var transition = common.transition();
        var graph = itemProcessor(chosen("ItemProcessor", "Iterator"));
        return graph == null
                ? null
                : new State.Map(
                        name,
                        data,
                        items,
                        selector,
                        graph,
                        concurrency == null ? new Amount.Fixed(0) : concurrency,
                        errors,
                        transition);
    }

    /** The older name where only that is there. */
    private String chosen(String field, String older) {
        fields.ignore(field, older);
        if (fields.has(field) && fields.has(older)) {
            fields.problem(older, "excludes \"" + field + "\", its newer name");
        }
        return fields.has(older) && !fields.has(field) ? older : field;
    }

    private @Nullable StateGraph itemProcessor(String field) {
        var processor = fields.object(field);
        if (processor == null) {
            fields.missing(List.of("ItemProcessor"));
            return null;
        }
        processor.ignore("Comment");
        var config = processor.object("ProcessorConfig");
        if (config != null) {
            var mode = config.text("Mode");
            if (mode != null && !mode.equals("INLINE")) {
                config.problem("Mode", "\"" + mode + "\" isn't supported here, only INLINE is");
            }
            config.nothingElse("a ProcessorConfig");
        }
        var graph = GraphParser.parse(processor, parsing);
        processor.nothingElse("an ItemProcessor");
        return graph;
    }
}
