/** What a state can fail with: the States Language's own error names and a task's. */
@NullMarked
package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.NullMarked;
