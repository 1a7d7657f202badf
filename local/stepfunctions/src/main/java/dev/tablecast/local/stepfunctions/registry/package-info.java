/** State machines and executions as the service keeps them, without a protocol. */
@NullMarked
package dev.tablecast.local.stepfunctions.registry;

import org.jspecify.annotations.NullMarked;
