package dev.tablecast.infrastructure;

import com.pulumi.core.Output;
import java.util.Optional;

/**
 * How API Gateway finds out whether a client may use a route.
 *
 * @param type in API Gateway's words
 * @param authorizerId who decides, where the type is {@code CUSTOM}
 */
record Authorization(String type, Optional<Output<String>> authorizerId) {
    static final Authorization NONE = new Authorization("NONE");

    Authorization(String type) {
        this(type, Optional.empty());
    }

    /** Differs from that of any other. */
    Output<String> fingerprint() {
        return authorizerId
                .map(id -> id.applyValue(known -> type + " " + known))
                .orElse(Output.of(type));
    }
}
