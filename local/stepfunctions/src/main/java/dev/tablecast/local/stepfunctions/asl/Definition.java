package dev.tablecast.local.stepfunctions.asl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and validated state machine definition.
 *
 * @param timeout the maximum duration of an execution ({@code TimeoutSeconds}); null for none
 * @see <a href="https://states-language.net/spec.html#toplevelfields">ASL, Top-level fields</a>
 */
public record Definition(StateGraph graph, @Nullable Duration timeout) {}
