/**
 * A function as it is deployed: the jar that is uploaded, in a process of its own, as on Lambda.
 */
@NullMarked
package dev.tablecast.local.cloud.deployed;

import org.jspecify.annotations.NullMarked;
