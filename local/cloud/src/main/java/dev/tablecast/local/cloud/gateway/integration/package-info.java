/** Calls of the functions behind routes and authorizers: events, responses and policies. */
@NullMarked
package dev.tablecast.local.cloud.gateway.integration;

import org.jspecify.annotations.NullMarked;
