package dev.tablecast.infrastructure.configuration.table;

/** The images of an item that a stream's records have. */
public record StreamImages(boolean hasNew, boolean hasOld) {

    /** Returns those of a view type in DynamoDB's own words; none for an empty one. */
    public static StreamImages of(String viewType) {
        return new StreamImages(
                viewType.startsWith("NEW_"),
                viewType.endsWith("OLD_IMAGES") || viewType.equals("OLD_IMAGE"));
    }
}
