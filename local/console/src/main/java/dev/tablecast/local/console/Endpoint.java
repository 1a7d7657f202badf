package dev.tablecast.local.console;

import java.io.IOException;

/** A handler of the paths {@code /api/NAME} and {@code /api/NAME/…}. */
interface Endpoint {
    /**
     * Answers a call.
     *
     * @throws ApiException if the path, the method or the input is invalid
     */
    Reply answer(Call call) throws IOException;
}
