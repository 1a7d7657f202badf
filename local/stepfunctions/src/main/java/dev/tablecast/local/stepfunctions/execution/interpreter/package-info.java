/**
 * Runs executions: an executor for each type of state, with retries and redrives. Independent of
 * HTTP.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.execution.interpreter;

import org.jspecify.annotations.NullMarked;
