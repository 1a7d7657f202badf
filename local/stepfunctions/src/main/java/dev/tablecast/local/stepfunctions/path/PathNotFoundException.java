package dev.tablecast.local.stepfunctions.path;

/** A definite path selects nothing. Which error that is depends on the field it stands in. */
public final class PathNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PathNotFoundException(String path, String message) {
        super("Invalid path '" + path + "': " + message, null, false, false);
        this.path = path;
    }

    /** The path as the definition has it. */
    public String path() {
        return path;
    }
}
