/** Preparation of snapshots, so that the first invocation after a restore is fast. */
@NullMarked
package dev.tablecast.functions.snapstart;

import org.jspecify.annotations.NullMarked;
