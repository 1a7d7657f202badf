/** Random faults in the local cloud. */
@NullMarked
package dev.tablecast.soak.faults;

import org.jspecify.annotations.NullMarked;
