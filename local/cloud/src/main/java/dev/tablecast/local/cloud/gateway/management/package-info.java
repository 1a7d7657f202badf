/** The {@code @connections} management API, with the faults that tests inject into it. */
@NullMarked
package dev.tablecast.local.cloud.gateway.management;

import org.jspecify.annotations.NullMarked;
