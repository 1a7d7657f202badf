/** Schedules like EventBridge Scheduler's. */
@NullMarked
package dev.tablecast.local.cloud.schedule;

import org.jspecify.annotations.NullMarked;
