/** The reader of settings: names, values, and a list of all problems. */
@NullMarked
package dev.tablecast.infrastructure.configuration.setting;

import org.jspecify.annotations.NullMarked;
