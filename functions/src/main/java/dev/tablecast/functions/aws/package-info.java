/** Builds the AWS clients from a function's environment. */
@NullMarked
package dev.tablecast.functions.aws;

import org.jspecify.annotations.NullMarked;
