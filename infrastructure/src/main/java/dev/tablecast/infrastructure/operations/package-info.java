/** Alarms, the dashboard, and the metrics that both show. */
@NullMarked
package dev.tablecast.infrastructure.operations;

import org.jspecify.annotations.NullMarked;
