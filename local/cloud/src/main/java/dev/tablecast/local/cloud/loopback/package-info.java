/** Servers that only this machine reaches. */
@NullMarked
package dev.tablecast.local.cloud.loopback;

import org.jspecify.annotations.NullMarked;
