/** The feed as the functions share it: its parts, and the broadcast of a round by the workflow. */
@NullMarked
package dev.tablecast.functions.feed;

import org.jspecify.annotations.NullMarked;
