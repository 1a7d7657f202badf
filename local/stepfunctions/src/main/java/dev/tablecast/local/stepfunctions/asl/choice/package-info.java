/** The rules of a Choice state and their comparison operators. */
@NullMarked
package dev.tablecast.local.stepfunctions.asl.choice;

import org.jspecify.annotations.NullMarked;
