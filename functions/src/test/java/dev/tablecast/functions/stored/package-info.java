/** The stored formats as each release wrote them, which the code must go on reading. */
@NullMarked
package dev.tablecast.functions.stored;

import org.jspecify.annotations.NullMarked;
