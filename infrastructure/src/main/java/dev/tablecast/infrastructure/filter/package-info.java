/** Event patterns of the event source mapping: Lambda's syntax, and the records they can match. */
@NullMarked
package dev.tablecast.infrastructure.filter;

import org.jspecify.annotations.NullMarked;
