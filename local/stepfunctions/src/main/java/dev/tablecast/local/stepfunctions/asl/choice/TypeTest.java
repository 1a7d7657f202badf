package dev.tablecast.local.stepfunctions.asl.choice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Timestamps;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The operators of choice rules that test the type of a value.
 *
 * @see <a href="https://states-language.net/spec.html#choice-state">ASL, Data-test expression</a>
 */
public enum TypeTest {
    NULL("IsNull", JsonNode::isNull),
    STRING("IsString", JsonNode::isTextual),
    NUMERIC("IsNumeric", JsonNode::isNumber),
    BOOLEAN("IsBoolean", JsonNode::isBoolean),
    TIMESTAMP("IsTimestamp", value -> Timestamps.parse(value).isPresent());

    private final String field;
    private final Predicate<JsonNode> test;

    TypeTest(String field, Predicate<JsonNode> test) {
        this.field = field;
        this.test = test;
    }

    /** Returns whether the value has the type. */
    public boolean holds(JsonNode value) {
        return test.test(value);
    }

    /** Returns the test of a field such as {@code IsNull}; empty for any other field. */
    public static Optional<TypeTest> named(String field) {
        return Arrays.stream(values()).filter(t -> t.field.equals(field)).findFirst();
    }

    /** Returns the names of all tests. */
    public static Stream<String> fields() {
        return Arrays.stream(values()).map(test -> test.field);
    }
}
