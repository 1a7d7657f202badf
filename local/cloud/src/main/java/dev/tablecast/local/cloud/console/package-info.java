/** The parts of the local cloud that the console shows and controls, in the console's own terms. */
@NullMarked
package dev.tablecast.local.cloud.console;

import org.jspecify.annotations.NullMarked;
