/** Records of calls of AWS actions: the principal, the action and the resource. */
@NullMarked
package dev.tablecast.local.cloud.calls;

import org.jspecify.annotations.NullMarked;
