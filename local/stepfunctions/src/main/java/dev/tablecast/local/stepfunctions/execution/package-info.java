/**
 * Runs executions: an executor for each kind of state, retries, time and history. Knows no HTTP.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.execution;

import org.jspecify.annotations.NullMarked;
