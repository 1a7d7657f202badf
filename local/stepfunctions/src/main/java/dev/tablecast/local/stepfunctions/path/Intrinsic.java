package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The intrinsic functions of the States Language.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic
 *     functions</a>
 */
enum Intrinsic {
    FORMAT("Format", 1, Integer.MAX_VALUE, TextFunctions::format),
    STRING_SPLIT("StringSplit", 2, 2, TextFunctions::split),
    STRING_TO_JSON("StringToJson", 1, 1, JsonFunctions::parse),
    JSON_TO_STRING("JsonToString", 1, 1, JsonFunctions::write),
    JSON_MERGE("JsonMerge", 3, 3, JsonFunctions::merge),
    ARRAY("Array", 0, Integer.MAX_VALUE, ArrayFunctions::of),
    ARRAY_PARTITION("ArrayPartition", 2, 2, ArrayFunctions::partition),
    ARRAY_CONTAINS("ArrayContains", 2, 2, ArrayFunctions::contains),
    ARRAY_RANGE("ArrayRange", 3, 3, ArrayFunctions::range),
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2, ArrayFunctions::item),
    ARRAY_LENGTH("ArrayLength", 1, 1, a -> IntNode.valueOf(a.array(0).size())),
    ARRAY_UNIQUE("ArrayUnique", 1, 1, ArrayFunctions::unique),
    BASE64_ENCODE("Base64Encode", 1, 1, TextFunctions::encode),
    BASE64_DECODE("Base64Decode", 1, 1, TextFunctions::decode),
    HASH("Hash", 2, 2, TextFunctions::hash),
    MATH_ADD("MathAdd", 2, 2, MathFunctions::add),
    MATH_RANDOM("MathRandom", 2, 3, (RandomFunction) MathFunctions::random),
    UUID_V4("UUID", 0, 0, (RandomFunction) Intrinsic::uuid);

    private interface Function {
        JsonNode apply(Arguments arguments);
    }

    private interface RandomFunction {
        JsonNode apply(Arguments arguments, RandomGenerator random);
    }

    private final String plainName;
    private final int fewest;
    private final int most;
    private final RandomFunction function;

    Intrinsic(String plainName, int fewest, int most, Function function) {
        this(plainName, fewest, most, (arguments, random) -> function.apply(arguments));
    }

    Intrinsic(String plainName, int fewest, int most, RandomFunction function) {
        this.plainName = plainName;
        this.fewest = fewest;
        this.most = most;
        this.function = function;
    }

    static Optional<Intrinsic> named(String name) {
        return Arrays.stream(values()).filter(f -> f.fullName().equals(name)).findFirst();
    }

    String fullName() {
        return "States." + plainName;
    }

    /** Returns whether the function takes this number of arguments. */
    boolean takes(int count) {
        return fewest <= count && count <= most;
    }

    /** Returns the number of arguments, for error messages. */
    String arity() {
        if (fewest == most) {
            return String.valueOf(fewest);
        }
        return most == Integer.MAX_VALUE ? "at least " + fewest : fewest + " to " + most;
    }

    JsonNode apply(Arguments arguments, RandomGenerator random) {
        return function.apply(arguments, random);
    }

    private static JsonNode uuid(Arguments arguments, RandomGenerator random) {
        return TextNode.valueOf(RandomUuid.next(random).toString());
    }
}
