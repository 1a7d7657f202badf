/** The request, the input, the time and the outcome of an execution. The packages below run it. */
@NullMarked
package dev.tablecast.local.stepfunctions.execution;

import org.jspecify.annotations.NullMarked;
