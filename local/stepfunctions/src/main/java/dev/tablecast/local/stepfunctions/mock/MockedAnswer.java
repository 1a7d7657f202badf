package dev.tablecast.local.stepfunctions.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;

/** The result of a mocked call. */
sealed interface MockedAnswer {
    record Return(JsonNode result) implements MockedAnswer {}

    record Throw(Failure failure) implements MockedAnswer {}
}
