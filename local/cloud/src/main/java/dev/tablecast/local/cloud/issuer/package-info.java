/** A token issuer for development, without passwords. */
@NullMarked
package dev.tablecast.local.cloud.issuer;

import org.jspecify.annotations.NullMarked;
