/** The commands in {@code release}, which make and check what others take. */
@NullMarked
package dev.tablecast.local.cloud.release;

import org.jspecify.annotations.NullMarked;
