package dev.tablecast.local.stepfunctions.jsonata;

import static com.dashjoin.jsonata.Jsonata.function;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata. It also removes one: {@code $eval}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn">JSONata
 *     functions provided by Step Functions</a>
 */
final class ServiceFunctions {
    static final List<String> NAMES =
            List.of("$partition", "$range", "$hash", "$random", "$uuid", "$parse");

    private static final int MOST_IN_RANGE = 1_000;
    private static final int LONGEST_HASHED = 10_000;
    private static final List<String> ALGORITHMS =
            List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private ServiceFunctions() {}

    /** A function was called with an invalid argument. */
    static final class BadArgument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadArgument(String message) {
            super(message);
        }
    }

    /**
     * Binds the functions to a frame.
     *
     * @param random the source of {@code $uuid}, and of {@code $random} without a seed
     */
    static void bind(Jsonata.Frame frame, RandomGenerator random) {
        frame.bind("partition", function("partition", ServiceFunctions::partition, "<an:a>"));
        frame.bind("range", function("range", ServiceFunctions::range, "<nnn:a>"));
        frame.bind("hash", function("hash", ServiceFunctions::hash, "<ss?:s>"));
        frame.bind("parse", function("parse", ServiceFunctions::parse, "<s:x>"));
        frame.bind("random", function("random", (Number seed) -> random(seed, random), "<n?:n>"));
        frame.bind("uuid", function("uuid", () -> RandomUuid.next(random).toString(), "<:s>"));
        frame.bind("eval", (Object) null);
    }

    private static @Nullable List<List<Object>> partition(
            @Nullable List<Object> array, @Nullable Number size) {
        if (array == null || size == null) {
            return null;
        }
        if (size.doubleValue() != Math.rint(size.doubleValue()) || size.longValue() < 1) {
            throw new BadArgument("The size of $partition must be a positive integer, not " + size);
        }
        int each = (int) Math.min(size.longValue(), Math.max(array.size(), 1));
        var chunks = new ArrayList<List<Object>>();
        for (int i = 0; i < array.size(); i += each) {
            chunks.add(new ArrayList<>(array.subList(i, Math.min(i + each, array.size()))));
        }
        return chunks;
    }

    /** Returns the numbers as a sequence, which a single number is without an array. */
    private static @Nullable List<Object> range(
            @Nullable Number first, @Nullable Number last, @Nullable Number step) {
        if (first == null || last == null || step == null) {
            return null;
        }
        double by = step.doubleValue();
        if (by == 0) {
            throw new BadArgument("The step of $range must not be 0");
        }
        double steps = Math.floor((last.doubleValue() - first.doubleValue()) / by);
        if (steps >= MOST_IN_RANGE) {
            throw new BadArgument("$range yields at most " + MOST_IN_RANGE + " numbers");
        }
        var numbers = Utils.createSequence();
        for (int i = 0; i <= steps; i++) {
            numbers.add(Utils.convertNumber(first.doubleValue() + i * by));
        }
        return numbers;
    }

    private static @Nullable String hash(@Nullable String text, @Nullable String algorithm) {
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_HASHED) {
            throw new BadArgument("$hash takes at most " + LONGEST_HASHED + " characters");
        }
        if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
            throw new BadArgument(
                    "The algorithm of $hash must be one of "
                            + String.join(", ", ALGORITHMS)
                            + ", not "
                            + algorithm);
        }
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no " + algorithm, e);
        }
    }

    private static @Nullable Object parse(@Nullable String text) {
        try {
            return text == null ? null : JsonView.of(Json.parse(text));
        } catch (MalformedJsonException e) {
            throw new BadArgument("The argument of $parse is not JSON: " + e.getMessage());
        }
    }

    private static double random(@Nullable Number seed, RandomGenerator random) {
        return seed == null ? random.nextDouble() : new Random(seed.longValue()).nextDouble();
    }
}
