/** Settings of the Lambda functions. */
@NullMarked
package dev.tablecast.infrastructure.configuration.function;

import org.jspecify.annotations.NullMarked;
