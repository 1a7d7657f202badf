package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** What a Map's iteration works on. */
record MapItem(int index, JsonNode value) {}
