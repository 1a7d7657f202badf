/** Schedules, as EventBridge Scheduler has them. */
@NullMarked
package dev.tablecast.local.cloud.schedule;

import org.jspecify.annotations.NullMarked;
