package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.loopback.PortInUseException;
import dev.tablecast.local.cloud.provision.UnsupportedResourceException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Thrown when the Pulumi program can't be run here; the message is for its user. */
public final class ProvisioningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisioningException(List<String> errors, List<Exception> exceptions) {
        super(message(errors, exceptions));
        exceptions.forEach(this::addSuppressed);
    }

    /** The port that was taken, where that was the reason. */
    Optional<PortInUseException> portInUse() {
        return causes(List.of(getSuppressed()), PortInUseException.class).findFirst();
    }

    private static String message(List<String> errors, List<Exception> exceptions) {
        List<String> refused =
                causes(exceptions, UnsupportedResourceException.class)
                        .map(Throwable::getMessage)
                        .distinct()
                        .toList();
        return refused.isEmpty() ? String.join("; ", errors) : String.join("; ", refused);
    }

    private static <T extends Throwable> Stream<T> causes(
            List<? extends Throwable> exceptions, Class<T> type) {
        return exceptions.stream()
                .flatMap(e -> Stream.iterate(e, Objects::nonNull, Throwable::getCause))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
