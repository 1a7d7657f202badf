/** The page and the small HTTP API behind it. */
@NullMarked
package dev.tablecast.local.cloud.console;

import org.jspecify.annotations.NullMarked;
