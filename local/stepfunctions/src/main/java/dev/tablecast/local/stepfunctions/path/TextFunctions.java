package dev.tablecast.local.stepfunctions.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The intrinsic functions for strings. */
final class TextFunctions {
    private static final Set<String> ALGORITHMS =
            Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private TextFunctions() {}

    static JsonNode format(Arguments arguments) {
        var template = arguments.rawText(0);
        var text = new StringBuilder();
        int next = 1;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                text.append(template.charAt(++i));
            } else if (template.startsWith("{}", i)) {
                if (next == arguments.count()) {
                    throw new BadArgumentException("there are more {} than arguments");
                }
                text.append(plain(arguments.value(next++)));
                i++;
            } else if (c == '{' || c == '}') {
                throw new BadArgumentException("a brace that isn't escaped must be part of {}");
            } else {
                text.append(c);
            }
        }
        if (next < arguments.count()) {
            throw new BadArgumentException("there are more arguments than {}");
        }
        return TextNode.valueOf(text.toString());
    }

    /** Splits a string at each of the splitter's characters. Empty parts are left out. */
    static JsonNode split(Arguments arguments) {
        var text = arguments.text(0);
        var splitters = arguments.text(1);
        var parts = Json.mapper().createArrayNode();
        var part = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            if (splitters.indexOf(codePoint) < 0) {
                part.appendCodePoint(codePoint);
            } else if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    static JsonNode encode(Arguments arguments) {
        var bytes = arguments.shortText(0).getBytes(UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonNode decode(Arguments arguments) {
        try {
            var bytes = Base64.getDecoder().decode(arguments.shortText(0));
            return TextNode.valueOf(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw arguments.wrong(0, "Base64 of UTF-8 text");
        }
    }

    static JsonNode hash(Arguments arguments) {
        var data = arguments.value(0).isTextual() ? arguments.shortText(0) : json(arguments);
        var algorithm = arguments.text(1);
        if (!ALGORITHMS.contains(algorithm)) {
            throw arguments.wrong(1, "one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
        }
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(data.getBytes(UTF_8));
            return TextNode.valueOf(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no " + algorithm, e);
        }
    }

    private static String json(Arguments arguments) {
        return Json.write(arguments.value(0));
    }

    /**
     * Returns the text of a value. Objects and arrays have the form of Java's maps and lists:
     * {@code {a=1, b=[x, y]}}.
     */
    private static String plain(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                    object.properties().stream()
                            .map(field -> field.getKey() + "=" + plain(field.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case ArrayNode array ->
                    StreamSupport.stream(array.spliterator(), false)
                            .map(TextFunctions::plain)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.isTextual() ? value.textValue() : Json.write(value);
        };
    }
}
