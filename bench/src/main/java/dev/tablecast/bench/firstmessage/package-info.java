/** The time from a fresh clone of the project to the first message. */
@NullMarked
package dev.tablecast.bench.firstmessage;

import org.jspecify.annotations.NullMarked;
