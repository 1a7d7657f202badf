/** The history of an execution: its events, their numbering and their limit. */
@NullMarked
package dev.tablecast.local.stepfunctions.execution.history;

import org.jspecify.annotations.NullMarked;
