/** The main class of the runnable jar, which Java 11 can load. */
@NullMarked
package dev.tablecast.local.stepfunctions.launch;

import org.jspecify.annotations.NullMarked;
