package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The intrinsic functions for numbers. */
final class MathFunctions {
    private MathFunctions() {}

    static JsonNode add(Arguments arguments) {
        return LongNode.valueOf((long) arguments.integer(0) + arguments.integer(1));
    }

    /**
     * Returns a random integer from the first argument to below the second. A third argument is the
     * seed.
     */
    static JsonNode random(Arguments arguments, RandomGenerator unseeded) {
        int start = arguments.integer(0);
        int end = arguments.integer(1);
        if (start >= end) {
            throw arguments.wrong(1, "greater than " + start);
        }
        var random = arguments.count() == 3 ? new Random(arguments.integer(2)) : unseeded;
        return IntNode.valueOf(random.nextInt(start, end));
    }
}
