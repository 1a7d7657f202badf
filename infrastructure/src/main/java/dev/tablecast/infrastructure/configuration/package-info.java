/** The configuration of a stack: every setting, its default and its checks. */
@NullMarked
package dev.tablecast.infrastructure.configuration;

import org.jspecify.annotations.NullMarked;
