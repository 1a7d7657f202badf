package dev.tablecast.local.stepfunctions.mock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The mocked response of a state: the results of its calls.
 *
 * @param name the name in the file
 * @param answers the results in the order of the calls, from the first call on and without gaps
 */
record MockedResponse(String name, List<Range> answers) {
    /**
     * A range of calls with the same result, counted from 0.
     *
     * @param last the last call, inclusive
     */
    record Range(int first, int last, MockedAnswer answer) {
        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    MockedResponse {
        answers = List.copyOf(answers);
    }

    /**
     * Returns the result of a call; empty if there is none.
     *
     * @param call 0 for the first
     */
    Optional<MockedAnswer> answer(int call) {
        return answers.stream()
                .filter(range -> range.first() <= call && call <= range.last())
                .map(Range::answer)
                .findFirst();
    }

    /** Returns the ranges of the calls that have a result, for messages. */
    String covered() {
        return answers.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
