package dev.tablecast.soak.history;

/**
 * One connection from its client's side.
 *
 * @param name the name that the client gave it
 * @param askedMs the start of the handshake
 * @param openedMs the end of the handshake
 * @param open whether it was open at the end of the soak; otherwise its client knows that it ended
 * @param stalled whether its client stopped reading for a while
 * @param tokenEndsMs the end of its token
 * @param receipts the changes received, or applied by a client that resumes
 */
public record Reception(
        String name,
        int askedMs,
        int openedMs,
        boolean open,
        boolean stalled,
        int tokenEndsMs,
        Receipts.Part receipts) {}
