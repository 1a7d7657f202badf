/** Settings of a soak, read from system properties. */
@NullMarked
package dev.tablecast.soak.settings;

import org.jspecify.annotations.NullMarked;
