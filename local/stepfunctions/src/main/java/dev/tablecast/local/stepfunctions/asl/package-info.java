/** The Amazon States Language: what a definition says, and the parser that refuses a wrong one. */
@NullMarked
package dev.tablecast.local.stepfunctions.asl;

import org.jspecify.annotations.NullMarked;
