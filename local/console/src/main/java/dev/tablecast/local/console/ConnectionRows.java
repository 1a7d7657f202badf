package dev.tablecast.local.console;

import java.util.Collection;
import java.util.Map;

/** The rows of connections, and the views that they name. */
public interface ConnectionRows {
    /** Returns rows by connection id. Connections without a row are omitted. */
    Map<String, ConnectionRow> find(Collection<String> connectionIds);

    /**
     * Returns the contents of views by id, as {@code ViewContent.json()} writes them. Views that
     * aren't stored are omitted.
     */
    Map<String, String> views(Collection<String> ids);
}
