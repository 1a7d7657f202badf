/** The whole system on one machine. */
@NullMarked
package dev.tablecast.local.cloud;

import org.jspecify.annotations.NullMarked;
