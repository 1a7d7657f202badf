package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what Pulumi hands to a provider into what JSON says. */
final class Values {
    /**
     * The field that marks an archive or an asset in Pulumi's protocol, beside its {@code path}.
     */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final JsonMapper JSON = new JsonMapper();

    private Values() {}

    static Map<String, Object> of(Struct struct) {
        try {
            return plain(
                    JSON.readValue(JsonFormat.printer().print(struct), new TypeReference<>() {}));
        } catch (InvalidProtocolBufferException | JsonProcessingException e) {
            throw new IllegalStateException("a struct is always JSON", e);
        }
    }

    /** Whole numbers lose their point, members get an order, and nothing is null. */
    static Map<String, Object> plain(Map<?, ?> values) {
        var plain = new TreeMap<String, Object>();
        values.forEach(
                (name, value) -> {
                    if (value != null && !SIGNATURE.equals(name)) {
                        plain.put(String.valueOf(name), plain(value));
                    }
                });
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return plain(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::plain).toList();
        }
        return value instanceof Double number && number == Math.rint(number)
                ? (Object) number.longValue()
                : value;
    }
}
