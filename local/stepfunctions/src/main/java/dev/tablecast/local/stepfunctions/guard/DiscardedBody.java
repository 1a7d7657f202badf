package dev.tablecast.local.stepfunctions.guard;

import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a request body that is too large: read and thrown away, so that its sender reads the
 * response.
 */
public final class DiscardedBody {
    /** The largest body that is read to its end; the sender of a larger one may get no response. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private DiscardedBody() {}

    /** Reads a body to its end, or until {@link #MOST_BYTES} are read. */
    public static void read(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int left = MOST_BYTES;
        for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
            left -= n;
        }
    }
}
