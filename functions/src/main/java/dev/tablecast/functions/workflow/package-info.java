/** Starts the workflow that delivers messages to every connection. */
@NullMarked
package dev.tablecast.functions.workflow;

import org.jspecify.annotations.NullMarked;
