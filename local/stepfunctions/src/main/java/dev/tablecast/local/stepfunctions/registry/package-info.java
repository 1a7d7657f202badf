/** The state machines, executions and activities of the service, independent of its protocol. */
@NullMarked
package dev.tablecast.local.stepfunctions.registry;

import org.jspecify.annotations.NullMarked;
