/** Settings of alarms, logs, tags and company rules. */
@NullMarked
package dev.tablecast.infrastructure.configuration.operations;

import org.jspecify.annotations.NullMarked;
