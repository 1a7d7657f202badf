/** The mocked service integrations of a {@code MockConfigFile.json}. */
@NullMarked
package dev.tablecast.local.stepfunctions.mock;

import org.jspecify.annotations.NullMarked;
