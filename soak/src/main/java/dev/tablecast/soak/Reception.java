package dev.tablecast.soak;

/**
 * One connection as its client saw it.
 *
 * @param name which the client gave it
 * @param askedMs when its client began the handshake
 * @param openedMs when the handshake was complete
 * @param open whether it still was when the soak ended; one that isn't was ended by its client, or
 *     its client was told of its end
 * @param stalled whether its client stopped reading for a while
 * @param tokenEndsMs when the token has ended with which it was opened
 * @param receipts of a client that resumes, what it applied meanwhile
 */
record Reception(
        String name,
        int askedMs,
        int openedMs,
        boolean open,
        boolean stalled,
        int tokenEndsMs,
        Receipts.Part receipts) {}
