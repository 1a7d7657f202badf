/** Map states: the items, and the runs of distributed Maps with their failure tolerance. */
@NullMarked
package dev.tablecast.local.stepfunctions.execution.map;

import org.jspecify.annotations.NullMarked;
