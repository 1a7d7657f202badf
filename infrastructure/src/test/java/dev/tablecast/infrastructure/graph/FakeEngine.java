package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import com.pulumi.test.Mocks;
import dev.tablecast.infrastructure.account.Account;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc;

/** The engine of {@code pulumi up} as a program in a process of its own sees it, with gRPC. */
final class FakeEngine implements AutoCloseable {
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> registered = new CopyOnWriteArrayList<>();
    private final InventedAws aws;
    private final Mocks lookups;
    private final Server server;

    FakeEngine(Account account, Mocks lookups) {
        this.aws = new InventedAws(account);
        this.lookups = lookups;
        this.server =
                NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                        .addService(new Messages())
                        .addService(new Monitor())
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** The messages that {@code pulumi up} would show as errors. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The types and names of what the program has registered. */
    List<String> registered() {
        return List.copyOf(registered);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Messages extends EngineGrpc.EngineImplBase {
        @Override
        public void log(LogRequest request, StreamObserver<Empty> answer) {
            if (request.getSeverity() == LogSeverity.ERROR) {
                errors.add(request.getMessage());
            }
            if (request.getSeverity() == LogSeverity.WARNING) {
                warnings.add(request.getMessage());
            }
            reply(answer, Empty.getDefaultInstance());
        }
    }

    private final class Monitor extends ResourceMonitorGrpc.ResourceMonitorImplBase {
        @Override
        public void supportsFeature(
                SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> answer) {
            reply(answer, SupportsFeatureResponse.newBuilder().setHasSupport(true).build());
        }

        @Override
        public void invoke(
                ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> answer) {
            var asked =
                    new Mocks.CallArgs(
                            request.getTok(),
                            com.google.common.collect.ImmutableMap.copyOf(
                                    Values.of(request.getArgs())),
                            "");
            reply(
                    answer,
                    ResourceInvokeResponse.newBuilder()
                            .setReturn(struct(lookups.callAsync(asked).join()))
                            .build());
        }

        @Override
        public void readResource(
                ReadResourceRequest request, StreamObserver<ReadResourceResponse> answer) {
            reply(
                    answer,
                    ReadResourceResponse.newBuilder()
                            .setUrn(urn(request.getType(), request.getName()))
                            .setProperties(
                                    struct(
                                            aws.outputs(
                                                    request.getType(),
                                                    request.getName(),
                                                    Values.of(request.getProperties()))))
                            .build());
        }

        @Override
        public void registerResource(
                RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> answer) {
            registered.add(request.getType() + " " + request.getName());
            var outputs =
                    aws.outputs(
                            request.getType(), request.getName(), Values.of(request.getObject()));
            reply(
                    answer,
                    RegisterResourceResponse.newBuilder()
                            .setUrn(urn(request.getType(), request.getName()))
                            .setId(String.valueOf(outputs.getOrDefault("id", "")))
                            .setObject(struct(outputs))
                            .build());
        }

        @Override
        public void registerResourceOutputs(
                RegisterResourceOutputsRequest request, StreamObserver<Empty> answer) {
            reply(answer, Empty.getDefaultInstance());
        }
    }

    private static String urn(String type, String name) {
        return "urn:pulumi:dev::tablecast::%s::%s".formatted(type, name);
    }

    private static <T> void reply(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static Struct struct(Map<String, Object> values) {
        try {
            var struct = Struct.newBuilder();
            JsonFormat.parser().merge(new JsonMapper().writeValueAsString(values), struct);
            return struct.build();
        } catch (JsonProcessingException | InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
