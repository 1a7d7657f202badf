/** Lambda functions in this process, called with bytes like in the managed runtime. */
@NullMarked
package dev.tablecast.local.cloud.lambda;

import org.jspecify.annotations.NullMarked;
