package dev.tablecast.local.stepfunctions.asl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A whole state machine, as its author wrote it.
 *
 * @param timeout the longest that an execution may take; null where the definition sets none
 */
public record Definition(StateGraph graph, @Nullable Duration timeout) {}
