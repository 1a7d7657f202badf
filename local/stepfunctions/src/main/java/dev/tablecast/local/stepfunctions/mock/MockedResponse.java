package dev.tablecast.local.stepfunctions.mock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the calls of one state come to, one after the other.
 *
 * @param name as the file calls it
 * @param answers in the order of their calls, from the first call on and without a gap
 */
record MockedResponse(String name, List<Range> answers) {
    /**
     * Calls that are answered alike, counted from 0.
     *
     * @param last inclusive
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
     * @param call 0 for the first
     */
    Optional<MockedAnswer> answer(int call) {
        return answers.stream()
                .filter(range -> range.first() <= call && call <= range.last())
                .map(Range::answer)
                .findFirst();
    }

    String covered() {
        return answers.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
