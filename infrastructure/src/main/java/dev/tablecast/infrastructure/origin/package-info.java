/** Origins of pages, as a stack's settings name them and as browsers send them. */
@NullMarked
package dev.tablecast.infrastructure.origin;

import org.jspecify.annotations.NullMarked;
