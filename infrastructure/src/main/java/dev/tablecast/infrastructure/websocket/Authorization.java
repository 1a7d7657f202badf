package dev.tablecast.infrastructure.websocket;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Optional;

/**
 * The authorization of a route.
 *
 * @param type the authorization type, as API Gateway names it
 * @param authorizerId the authorizer; only for the type {@code CUSTOM}
 * @param waitFor resources that must exist before the route
 */
record Authorization(String type, Optional<Output<String>> authorizerId, List<Resource> waitFor) {
    static final Authorization NONE = new Authorization("NONE");

    Authorization(String type) {
        this(type, Optional.empty(), List.of());
    }

    /** Returns a fingerprint that differs for each authorization. */
    Output<String> fingerprint() {
        return authorizerId
                .map(id -> id.applyValue(known -> type + " " + known))
                .orElse(Output.of(type));
    }
}
