/** IAM roles and the policies of each. */
@NullMarked
package dev.tablecast.infrastructure.role;

import org.jspecify.annotations.NullMarked;
