/** Filters held against DynamoDB Local, whose language they speak. */
@NullMarked
package dev.tablecast.local.cloud.filters;

import org.jspecify.annotations.NullMarked;
