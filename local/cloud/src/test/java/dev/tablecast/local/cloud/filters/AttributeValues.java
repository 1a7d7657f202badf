package dev.tablecast.local.cloud.filters;

import dev.tablecast.functions.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values in the SDK's types. */
final class AttributeValues {
    private AttributeValues() {}

    static Map<String, AttributeValue> of(Map<String, Value> fields) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        fields.forEach((name, value) -> attributes.put(name, of(value)));
        return attributes;
    }

    private static AttributeValue of(Value value) {
        var attribute = AttributeValue.builder();
        switch (value) {
            case Value.Text text -> attribute.s(text.text());
            case Value.Numeric number -> attribute.n(number.amount().toString());
            case Value.Binary binary -> attribute.b(bytes(binary));
            case Value.Bool bool -> attribute.bool(bool.value());
            case Value.Null ignored -> attribute.nul(true);
            case Value.Items items ->
                    attribute.l(items.values().stream().map(AttributeValues::of).toList());
            case Value.Fields fields -> attribute.m(of(fields.values()));
            case Value.Texts texts ->
                    attribute.ss(members(texts, member -> ((Value.Text) member).text()));
            case Value.Numerics numbers ->
                    attribute.ns(
                            members(
                                    numbers,
                                    member -> ((Value.Numeric) member).amount().toString()));
            case Value.Binaries binaries ->
                    attribute.bs(members(binaries, member -> bytes((Value.Binary) member)));
        }
        return attribute.build();
    }

    private static <T> List<T> members(Value.Members set, Function<Value, T> member) {
        return set.values().stream().map(member).toList();
    }

    private static SdkBytes bytes(Value.Binary binary) {
        return SdkBytes.fromByteArray(binary.bytes());
    }
}
