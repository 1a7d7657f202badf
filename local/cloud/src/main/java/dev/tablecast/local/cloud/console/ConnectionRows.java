package dev.tablecast.local.cloud.console;

import java.util.Collection;
import java.util.Map;

/** The rows of connections, and the views that they name. */
public interface ConnectionRows {
    /** Returns rows by connection id; connections without one are left out. */
    Map<String, ConnectionRow> find(Collection<String> connectionIds);

    /**
     * Returns the contents of views by their ids, as {@code ViewContent.json()} writes them; those
     * that aren't stored are left out.
     */
    Map<String, String> views(Collection<String> ids);
}
