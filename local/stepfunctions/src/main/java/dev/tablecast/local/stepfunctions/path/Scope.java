package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What an expression can see. */
public final class Scope {
    /** Builds the context object on first use: few expressions read it. */
    private static final class Context {
        private @Nullable Supplier<? extends JsonNode> source;
        private @Nullable JsonNode built;

        Context(Supplier<? extends JsonNode> source) {
            this.source = source;
        }

        JsonNode get() {
            if (built == null && source != null) {
                built = source.get();
                source = null;
            }
            if (built == null) {
                throw new IllegalStateException("There is no context object");
            }
            return built;
        }
    }

    private final JsonNode data;
    private final Context context;
    private final RandomGenerator random;
    private final Variables variables;

    private Scope(JsonNode data, Context context, RandomGenerator random, Variables variables) {
        this.data = data;
        this.context = context;
        this.random = random;
        this.variables = variables;
    }

    /**
     * @param data what {@code $} is: a state's input, a task's result, ...
     * @param context what {@code $$} is: the context object, built on first use
     * @param random what {@code States.UUID} and {@code States.MathRandom} draw from
     * @param variables what {@code $name} is
     */
    public Scope(
            JsonNode data,
            Supplier<? extends JsonNode> context,
            RandomGenerator random,
            Variables variables) {
        this(data, new Context(context), random, variables);
    }

    /** A scope with a context object that is there. */
    public Scope(JsonNode data, JsonNode context, RandomGenerator random, Variables variables) {
        this(data, () -> context, random, variables);
    }

    /** A scope without variables. */
    public Scope(JsonNode data, JsonNode context, RandomGenerator random) {
        this(data, context, random, Variables.none());
    }

    public Scope with(JsonNode newData) {
        return new Scope(newData, context, random, variables);
    }

    public JsonNode data() {
        return data;
    }

    public JsonNode context() {
        return context.get();
    }

    public RandomGenerator random() {
        return random;
    }

    public Variables variables() {
        return variables;
    }
}
