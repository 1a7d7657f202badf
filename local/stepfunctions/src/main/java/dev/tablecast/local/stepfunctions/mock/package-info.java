/** Mocked service integrations, as a {@code MockConfigFile.json} describes them. */
@NullMarked
package dev.tablecast.local.stepfunctions.mock;

import org.jspecify.annotations.NullMarked;
