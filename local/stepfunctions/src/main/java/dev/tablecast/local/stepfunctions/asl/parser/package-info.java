/**
 * The parser of state machine definitions, which validates them and reports every mistake at once.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.asl.parser;

import org.jspecify.annotations.NullMarked;
