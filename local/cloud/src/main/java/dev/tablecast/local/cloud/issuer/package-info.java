/** An issuer of tokens for development, which asks nobody for a password. */
@NullMarked
package dev.tablecast.local.cloud.issuer;

import org.jspecify.annotations.NullMarked;
