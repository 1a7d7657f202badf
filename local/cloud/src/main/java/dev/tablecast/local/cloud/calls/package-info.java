/** Who calls which AWS action on what, as IAM would be asked about it. */
@NullMarked
package dev.tablecast.local.cloud.calls;

import org.jspecify.annotations.NullMarked;
