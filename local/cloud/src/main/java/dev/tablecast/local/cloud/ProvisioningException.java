package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.provision.UnsupportedResourceException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Thrown when the Pulumi program can't run here; the message is for its user. */
public final class ProvisioningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisioningException(List<String> errors, List<Exception> exceptions) {
        super(message(errors, exceptions));
        for (Exception exception : exceptions) {
            addSuppressed(exception);
        }
    }

    private static String message(List<String> errors, List<Exception> exceptions) {
        List<String> refused =
                exceptions.stream()
                        .flatMap(ProvisioningException::withCauses)
                        .filter(UnsupportedResourceException.class::isInstance)
                        .map(Throwable::getMessage)
                        .distinct()
                        .toList();
        return String.join("; ", refused.isEmpty() ? errors : refused);
    }

    private static Stream<Throwable> withCauses(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause);
    }
}
