/** The account and the Region that a stack is deployed to, and what that Region lacks. */
@NullMarked
package dev.tablecast.infrastructure.account;

import org.jspecify.annotations.NullMarked;
