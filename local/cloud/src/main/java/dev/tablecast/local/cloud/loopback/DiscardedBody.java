package dev.tablecast.local.cloud.loopback;

import java.io.IOException;
import java.io.InputStream;

/** The rest of a body that is too large, thrown away so that its sender gets to the answer. */
public final class DiscardedBody {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private DiscardedBody() {}

    public static void read(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int left = MOST_BYTES;
        for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
            left -= n;
        }
    }
}
