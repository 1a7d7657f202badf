/** What makes the first invocation after a start from a snapshot as fast as the others. */
@NullMarked
package dev.tablecast.functions.snapstart;

import org.jspecify.annotations.NullMarked;
