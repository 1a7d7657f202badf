/** The start of the runnable jar, which Java 11 can read. */
@NullMarked
package dev.tablecast.local.stepfunctions.launch;

import org.jspecify.annotations.NullMarked;
