/** Lambda's {@code Invoke} API, so that functions can invoke each other and themselves. */
@NullMarked
package dev.tablecast.local.cloud.invoke;

import org.jspecify.annotations.NullMarked;
