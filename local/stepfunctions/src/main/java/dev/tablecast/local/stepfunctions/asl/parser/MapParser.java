package dev.tablecast.local.stepfunctions.asl.parser;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a Map state.
 *
 * @see <a href="https://states-language.net/spec.html#map-state">ASL, Map State</a>
 */
final class MapParser {
    private final String name;
    private final Fields fields;
    private final Parsing parsing;
    private final StateParser common;
    private final StateData data;

    MapParser(String name, Fields fields, Parsing parsing, StateParser common, StateData data) {
        this.name = name;
        this.fields = fields;
        this.parsing = parsing;
        this.common = common;
        this.data = data;
    }

    @Nullable State parse() {
        var flow = data.withResult(false);
        var items = data.items();
        var selector = data.template(fields, selectorField());
        var concurrency = data.amount(fields, "MaxConcurrency", 0, Integer.MAX_VALUE);
        var errors = common.errors();
        var transition = common.transition();
        var processor = fields.object(chosen("ItemProcessor", "Iterator"));
        if (processor == null) {
            fields.missing(List.of("ItemProcessor"));
        }
        var executionType = processor == null ? null : executionType(processor);
        var distributed =
                executionType == null
                        ? inline()
                        : new DistributedMapParser(fields, data).parse(executionType);
        var graph = processor == null ? null : graph(processor, executionType);
        return graph == null
                ? null
                : new State.Map(
                        name,
                        flow,
                        items,
                        selector,
                        graph,
                        concurrency == null ? new Amount.Fixed(0) : concurrency,
                        distributed,
                        errors,
                        transition);
    }

    /**
     * Returns the name of the item selector's field. JSONata states have only the newer of the two
     * names.
     */
    private String selectorField() {
        return data.parameters().equals("Parameters")
                ? chosen("ItemSelector", "Parameters")
                : "ItemSelector";
    }

    /** Returns the older name of a field if only that is present. */
    private String chosen(String field, String older) {
        fields.ignore(field, older);
        if (fields.has(field) && fields.has(older)) {
            fields.problem(older, "can't be combined with \"" + field + "\", its newer name");
        }
        return fields.has(older) && !fields.has(field) ? older : field;
    }

    /** Reports the fields that exist in distributed mode only. */
    private @Nullable DistributedMap inline() {
        for (var field : DistributedMapParser.FIELDS) {
            fields.refuse(field, "needs a ProcessorConfig with \"Mode\": \"DISTRIBUTED\"");
        }
        return null;
    }

    /** Returns the type of the child executions; null for an inline Map. */
    private @Nullable WorkflowType executionType(Fields processor) {
        processor.ignore("Comment");
        var config = processor.object("ProcessorConfig");
        if (config == null) {
            return null;
        }
        var mode = config.text("Mode");
        var type = config.text("ExecutionType");
        config.nothingElse("a ProcessorConfig");
        if (mode == null || mode.equals("INLINE")) {
            if (type != null) {
                config.problem("ExecutionType", "needs \"Mode\": \"DISTRIBUTED\"");
            }
            return null;
        }
        if (!mode.equals("DISTRIBUTED")) {
            config.problem("Mode", "must be INLINE or DISTRIBUTED, not \"" + mode + "\"");
            return null;
        }
        if (parsing.type() == WorkflowType.EXPRESS) {
            config.problem("Mode", "Express state machine does not support a distributed Map");
        }
        if (type == null) {
            config.missing(List.of("ExecutionType"));
        } else if (!type.equals("STANDARD") && !type.equals("EXPRESS")) {
            config.problem("ExecutionType", "must be STANDARD or EXPRESS, not \"" + type + "\"");
        }
        return "EXPRESS".equals(type) ? WorkflowType.EXPRESS : WorkflowType.STANDARD;
    }

    /**
     * Parses the item processor. Child executions of a distributed Map may be of another type than
     * their parent, which allows fewer resources and states.
     */
    private @Nullable StateGraph graph(Fields processor, @Nullable WorkflowType executionType) {
        var graph =
                GraphParser.parse(
                        processor,
                        executionType == null ? parsing.nested() : parsing.of(executionType));
        processor.nothingElse("an ItemProcessor");
        return graph;
    }
}
