/** Tests of the state machine in this folder, on the local Step Functions. */
@NullMarked
package dev.tablecast.statemachine;

import org.jspecify.annotations.NullMarked;
