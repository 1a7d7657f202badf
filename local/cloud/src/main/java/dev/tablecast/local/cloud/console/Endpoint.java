package dev.tablecast.local.cloud.console;

import java.io.IOException;

/** One of the first names under {@code /api/}. */
interface Endpoint {
    /**
     * @throws ApiException for what isn't served
     */
    Reply answer(Call call) throws IOException;
}
