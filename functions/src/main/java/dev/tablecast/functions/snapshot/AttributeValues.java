package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the SDK, and the same as values of expressions. */
final class AttributeValues {
    private AttributeValues() {}

    /**
     * Returns the value of a key.
     *
     * @throws IllegalArgumentException if it is of a type that no key has
     */
    static AttributeValue of(Value key) {
        return switch (key) {
            case Value.Text text -> AttributeValue.fromS(text.text());
            case Value.Numeric number -> AttributeValue.fromN(number.amount().toString());
            case Value.Binary binary ->
                    AttributeValue.fromB(SdkBytes.fromByteArray(binary.bytes()));
            case Value.Bool other -> throw noKey(other);
            case Value.Null other -> throw noKey(other);
            case Value.Items other -> throw noKey(other);
            case Value.Fields other -> throw noKey(other);
            case Value.Members other -> throw noKey(other);
        };
    }

    private static IllegalArgumentException noKey(Value value) {
        return new IllegalArgumentException("a key is of type S, N or B, not " + value.type());
    }

    static Map<String, Value> item(Map<String, AttributeValue> attributes) {
        var item = new LinkedHashMap<String, Value>();
        attributes.forEach((name, value) -> item.put(name, value(value)));
        return item;
    }

    private static Value value(AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.Text(value.s());
            case N -> new Value.Numeric(value.n());
            case B -> binary(value.b());
            case BOOL -> new Value.Bool(value.bool());
            case NUL -> new Value.Null();
            case L -> new Value.Items(value.l().stream().map(AttributeValues::value).toList());
            case M -> new Value.Fields(item(value.m()));
            case SS -> new Value.Texts(members(value.ss(), Value.Text::new));
            case NS -> new Value.Numerics(members(value.ns(), Value.Numeric::new));
            case BS -> new Value.Binaries(members(value.bs(), AttributeValues::binary));
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("an attribute is of an unknown type");
        };
    }

    private static Value binary(SdkBytes bytes) {
        return new Value.Binary(bytes.asByteArrayUnsafe());
    }

    private static <T> Set<Value> members(List<T> members, Function<T, Value> type) {
        return members.stream().map(type).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
