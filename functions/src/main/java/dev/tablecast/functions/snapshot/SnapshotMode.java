package dev.tablecast.functions.snapshot;

/** The reads that a deployment allows for snapshots. */
public enum SnapshotMode {
    OFF,
    /** Queries of partitions that the filter or row access names. */
    QUERY,
    /** The same, and a scan of the table where none is named. */
    SCAN
}
