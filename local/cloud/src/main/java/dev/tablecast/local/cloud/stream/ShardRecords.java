package dev.tablecast.local.cloud.stream;

import java.util.List;

/** The records of a shard, in their order. */
interface ShardRecords {
    /** Returns whether the shard is closed and all of its records were returned. */
    boolean isAtEnd();

    /** Returns the next records, at most so many; none if there are none yet. */
    List<StreamRecord> next(int limit);
}
