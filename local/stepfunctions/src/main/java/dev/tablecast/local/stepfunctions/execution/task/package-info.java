/** One attempt of a Task state: the call, the wait for its task token, and the events of both. */
@NullMarked
package dev.tablecast.local.stepfunctions.execution.task;

import org.jspecify.annotations.NullMarked;
