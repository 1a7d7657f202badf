/** The started system, seen from outside: WebSockets, the AWS SDK and plain HTTP. */
@NullMarked
package dev.tablecast.local.cloud.endtoend;

import org.jspecify.annotations.NullMarked;
