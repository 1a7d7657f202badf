/**
 * The errors of states and executions, including the reserved error names of the States Language.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.NullMarked;
