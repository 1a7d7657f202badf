package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;

/** An action of the API. */
@FunctionalInterface
interface Operation {
    JsonNode call(Parameters parameters) throws InterruptedException;
}
