/**
 * The feed's numbered log: the table {@code ChangeLog}, how batches are appended to it, and who
 * broadcasts what was appended.
 *
 * <p>A feed is a sequence of records numbered from 1 without gaps within an epoch. Appending gives
 * the numbers; a lease decides who broadcasts. The lease only saves work: two holders at once
 * repeat numbers, and clients drop repetitions.
 */
@NullMarked
package dev.tablecast.functions.log;

import org.jspecify.annotations.NullMarked;
