package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The data that an expression can read. */
public final class Scope {
    /** The context object, which is built on first use because few expressions read it. */
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
     * @param data the value of {@code $}, such as the state's input or a task's result
     * @param context builds the context object, the value of {@code $$}, on first use
     * @param random the source of {@code States.UUID} and {@code States.MathRandom}
     * @param variables the values of {@code $name}
     */
    public Scope(
            JsonNode data,
            Supplier<? extends JsonNode> context,
            RandomGenerator random,
            Variables variables) {
        this(data, new Context(context), random, variables);
    }

    /** Creates a scope with an existing context object. */
    public Scope(JsonNode data, JsonNode context, RandomGenerator random, Variables variables) {
        this(data, () -> context, random, variables);
    }

    /** Creates a scope without variables. */
    public Scope(JsonNode data, JsonNode context, RandomGenerator random) {
        this(data, context, random, Variables.none());
    }

    /** Returns the same scope with other data. */
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
