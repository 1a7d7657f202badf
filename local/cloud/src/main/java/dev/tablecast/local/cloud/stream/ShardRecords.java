package dev.tablecast.local.cloud.stream;

import java.util.List;

/** The records of a shard in order. */
interface ShardRecords {
    /** Returns whether the shard is closed and all its records were returned. */
    boolean isAtEnd();

    /** Returns the next records, at most {@code limit}; none if there are none yet. */
    List<StreamRecord> next(int limit);
}
