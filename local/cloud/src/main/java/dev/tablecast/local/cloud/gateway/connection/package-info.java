/** The connections of a gateway: their states, limits, messages and ids. */
@NullMarked
package dev.tablecast.local.cloud.gateway.connection;

import org.jspecify.annotations.NullMarked;
