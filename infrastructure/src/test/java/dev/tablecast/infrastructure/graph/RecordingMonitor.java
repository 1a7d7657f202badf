package dev.tablecast.infrastructure.graph;

import com.pulumi.Log;
import com.pulumi.resources.Resource;
import com.pulumi.test.Mocks;
import com.pulumi.test.internal.MockMonitor;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/** The engine's side of a run: it keeps what a program says of a resource besides its inputs. */
final class RecordingMonitor extends MockMonitor {
    private final Collection<Registration> registrations = new ConcurrentLinkedQueue<>();

    RecordingMonitor(Mocks provider) {
        super(provider, Log.ignore());
    }

    /** A resource, once its provider has answered. */
    record Registration(String urn, RegisterResourceRequest request) {}

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
            Resource resource, RegisterResourceRequest request) {
        return super.registerResourceAsync(resource, request)
                .thenApply(
                        response -> {
                            registrations.add(new Registration(response.getUrn(), request));
                            return response;
                        });
    }

    /** Returns the registrations in the order of their answers: each after all that it needs. */
    List<Registration> registrations() {
        return List.copyOf(registrations);
    }
}
