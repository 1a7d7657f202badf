/** The model of state machine definitions in the Amazon States Language (ASL). */
@NullMarked
package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.NullMarked;
