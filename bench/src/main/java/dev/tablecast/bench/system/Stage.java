package dev.tablecast.bench.system;

/** The stages of a change on its way, in their order. */
enum Stage {
    WAIT_FOR_BATCH("waits for the batch before it"),
    POLL("is read from the stream"),
    TRIGGER("stream trigger starts the workflow"),
    SCAN("workflow scans connections"),
    TURN("its turn among the posts"),
    SEND("gateway to client");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * How long a change took for this stage.
     *
     * @param committed when its writer was told that it is
     */
    long nanos(long committed, Delivery delivery) {
        Broadcast broadcast = delivery.post().broadcast();
        long ready = Math.max(committed, broadcast.beforeEnded());
        return switch (this) {
            case WAIT_FOR_BATCH -> ready - committed;
            case POLL -> broadcast.triggered() - ready;
            case TRIGGER -> broadcast.started() - Math.max(committed, broadcast.triggered());
            case SCAN -> broadcast.posting() - broadcast.started();
            case TURN -> delivery.post().nanoTime() - broadcast.posting();
            case SEND -> delivery.nanoTime() - delivery.post().nanoTime();
        };
    }
}
