/** The pages of the whole project, and what they name. */
@NullMarked
package dev.tablecast.local.cloud.documentation;

import org.jspecify.annotations.NullMarked;
