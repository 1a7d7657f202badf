/** Lambda functions in this process: called through bytes, as the managed runtime calls them. */
@NullMarked
package dev.tablecast.local.cloud.lambda;

import org.jspecify.annotations.NullMarked;
