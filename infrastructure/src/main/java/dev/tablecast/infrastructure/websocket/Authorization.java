package dev.tablecast.infrastructure.websocket;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Optional;

/**
 * How API Gateway finds out whether a client may use a route.
 *
 * @param type in API Gateway's words
 * @param authorizerId who decides, where the type is {@code CUSTOM}
 * @param waitFor what has to be there before clients are asked
 */
record Authorization(String type, Optional<Output<String>> authorizerId, List<Resource> waitFor) {
    static final Authorization NONE = new Authorization("NONE");

    Authorization(String type) {
        this(type, Optional.empty(), List.of());
    }

    /** Differs from that of any other. */
    Output<String> fingerprint() {
        return authorizerId
                .map(id -> id.applyValue(known -> type + " " + known))
                .orElse(Output.of(type));
    }
}
