package dev.tablecast.local.stepfunctions.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Expression;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression such as <code>{% $states.input.total &gt; 100 %}</code>. The data of its
 * scope are the fields of {@code $states}, except the context object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata</a>
 */
public final class JsonataExpression implements Expression {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int DEEPEST = 100;

    private final String field;
    private final String text;
    private final Set<String> variables;
    private final Queue<Jsonata> idle = new ConcurrentLinkedQueue<>();

    private JsonataExpression(String field, String text, Set<String> variables) {
        this.field = field;
        this.text = text;
        this.variables = variables;
    }

    /**
     * Returns whether a string has one of the delimiters of an expression. It need not have both:
     * {@link #parse} reports a missing one. A string with whitespace around the delimiters is plain
     * text.
     */
    public static boolean isMeant(String text) {
        return text.startsWith(OPEN) || text.endsWith(CLOSE);
    }

    /**
     * Parses and checks an expression.
     *
     * @param field the path of the field within the state, such as {@code Output/total}, for
     *     messages
     * @param text the expression with its delimiters
     * @param readable the fields of {@code $states} that exist in this field
     * @throws InvalidJsonataException if it is invalid
     */
    public static JsonataExpression parse(String field, String text, Set<StatesField> readable)
            throws InvalidJsonataException {
        if (!text.startsWith(OPEN)
                || !text.endsWith(CLOSE)
                || text.length() < OPEN.length() + CLOSE.length()) {
            throw new InvalidJsonataException(
                    false, "An expression must begin with " + OPEN + " and end with " + CLOSE);
        }
        var inner = text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
        References references;
        try {
            references = References.of(SyntaxTree.parse(inner));
        } catch (JException e) {
            throw new InvalidJsonataException(false, LibraryErrors.message(e));
        }
        check(references, readable);
        return new JsonataExpression(field, inner, references.variables());
    }

    private static void check(References references, Set<StatesField> readable)
            throws InvalidJsonataException {
        if (!references.topLevel().isEmpty()) {
            throw new InvalidJsonataException(
                    true,
                    "Reference to '"
                            + String.join("', '", references.topLevel())
                            + "' at the top level is not supported.");
        }
        for (var name : references.fieldsOfStates()) {
            if (StatesField.named(name).filter(readable::contains).isEmpty()) {
                throw new InvalidJsonataException(
                        true, "Field '$states." + name + "' does not exist.");
            }
        }
    }

    /** Returns the names of the functions that Step Functions adds to JSONata. */
    public static List<String> addedFunctions() {
        return ServiceFunctions.NAMES;
    }

    /** Returns the path of its field within the state, such as {@code Output/total}. */
    public String field() {
        return field;
    }

    /** Returns the names of the variables that it reads, including the functions that it calls. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * @throws QueryEvaluationException if it fails, returns nothing, or returns a value that is not
     *     JSON
     */
    @Override
    public JsonNode evaluate(Scope scope) {
        var value = evaluated(scope);
        if (value == null) {
            throw failure("returned nothing (undefined).");
        }
        return Results.json(value)
                .orElseThrow(() -> failure("returned an unsupported result type."));
    }

    /**
     * Returns the value if it has the type.
     *
     * @throws QueryEvaluationException as {@link #evaluate(Scope)} does, or if the value has
     *     another type
     */
    public JsonNode evaluate(Scope scope, ResultType type) {
        var value = evaluate(scope);
        if (!type.accepts(value)) {
            throw failure(
                    "returned an unexpected result type. Expected '"
                            + type.expected()
                            + "', but was '"
                            + typeOf(value)
                            + "' for value: "
                            + Json.write(value));
        }
        return value;
    }

    private static String typeOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the failure for a value that is invalid in the field.
     *
     * @param what the end of the message, after the name of the field
     */
    public QueryEvaluationException failure(String what) {
        return new QueryEvaluationException(
                field,
                "The JSONata expression '"
                        + text
                        + "' specified for the field '"
                        + field
                        + "' "
                        + what);
    }

    /**
     * Evaluates the expression. A parsed expression is used by one thread at a time; unused ones
     * are kept for reuse.
     */
    private @Nullable Object evaluated(Scope scope) {
        var pooled = idle.poll();
        var expression = pooled == null ? parsed() : pooled;
        try {
            return expression.evaluate(null, frame(expression, scope));
        } catch (JException | ServiceFunctions.BadArgument | StackOverflowError e) {
            throw failure("threw an error during evaluation" + LibraryErrors.ending(e));
        } catch (RuntimeException e) {
            throw failure("threw an internal error during evaluation. " + LibraryErrors.of(e));
        } finally {
            idle.add(expression);
        }
    }

    private Jsonata parsed() {
        var parsed = Jsonata.jsonata(text);
        parsed.setOutputConvertNulls(false);
        parsed.setValidateInput(false);
        return parsed;
    }

    private Jsonata.Frame frame(Jsonata expression, Scope scope) {
        var frame = expression.createFrame();
        frame.setRuntimeBounds(LONGEST.toMillis(), DEEPEST);
        ServiceFunctions.bind(frame, scope.random());
        for (var name : variables) {
            scope.variables().find(name).ifPresent(value -> frame.bind(name, JsonView.of(value)));
        }
        if (variables.contains("states")) {
            var states = Json.object();
            states.setAll((ObjectNode) scope.data());
            states.set(StatesField.CONTEXT.fieldName(), scope.context());
            frame.bind("states", JsonView.of(states));
        }
        return frame;
    }

    @Override
    public String toString() {
        return text;
    }
}
