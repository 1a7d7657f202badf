/** HTTP responses and error messages of the gateway. */
@NullMarked
package dev.tablecast.local.cloud.gateway.answer;

import org.jspecify.annotations.NullMarked;
