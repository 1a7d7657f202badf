/** Lambda functions, with their roles and logs. */
@NullMarked
package dev.tablecast.infrastructure.function;

import org.jspecify.annotations.NullMarked;
