/** The workflow that broadcasts, and the function that posts. */
@NullMarked
package dev.tablecast.infrastructure.workflow;

import org.jspecify.annotations.NullMarked;
